"""The columns of a catalogue file: what each may say, and the names it goes by in eight languages.

This is the only list of them; the tables in ``docs/sales-files.md`` and the API's description are made of it. Names are
written as people write them; case, accents and punctuation make no difference.
"""

from __future__ import annotations

from typing import Final

from domain.shared.csv.columns import normal_name

#: By field: English names, best first, then those of other languages.
NAMES: Final[dict[str, tuple[str, str]]] = {
    "product_id": (
        (
            "product id|sku|item id|variant sku|product sku|item sku|seller sku"
            "|product code|item code|stock code|article number"
            "|item number|part number|internal reference|merchant sku"
        ),
        (
            "Artikelnummer|Artikel Nr|Artikelnr|Artikel-ID|Artikelcode"
            "|Produktnummer|Produkt-ID|Référence|Réf|Code article|Code produit"
            "|Référence produit|UGS|ID produit|Referencia|Código|Código de producto|Código producto|Código de artículo|"
            "Codice"
            "|Codice articolo|Codice prodotto|Productcode|Productnummer|Referência|Código do produto|Código do artigo|"
            "Indeks"
            "|Kod produktu|Kod towaru|Symbol"
        ),
    ),
    "name": (
        "name|product name|item name|title|item|product title|product description",
        (
            "Bezeichnung|Artikelbezeichnung|Artikelname|Produktname|Nom|Désignation|Nom du produit|Libellé|Nombre"
            "|Nombre del producto|Descripción|Nome|Nome prodotto|Descrizione|Naam|Productnaam|Omschrijving|"
            "Nome do produto"
            "|Descrição|Designação|Nazwa|Nazwa produktu|Nazwa towaru"
        ),
    ),
    "category": (
        "category|product category|department|product type|type|item group",
        (
            "Kategorie|Warengruppe|Artikelgruppe|Catégorie|Famille|Rayon"
            "|Categoría|Familia|Sección|Categoria|Reparto|Famiglia"
            "|Categorie|Productgroep|Artikelgroep|Família|Kategoria|Grupa towarowa"
        ),
    ),
    "current_price": (
        "current price|price|selling price|variant price|unit price|sale price|retail price|list price",
        (
            "Preis|Verkaufspreis|VK|Einzelpreis|Prix|Prix de vente|Prix unitaire|Precio|PVP|Precio de venta|Prezzo"
            "|Prezzo di vendita|Prijs|Verkoopprijs|Preço|Preço de venda|Cena|Cena sprzedaży"
        ),
    ),
    "status": ("status", "Statut|Estado|Stato|Situação"),
    "unit_cost": (
        "unit cost|cost|cost per item|purchase price|cost price|buying price",
        (
            "Einkaufspreis|EK|EK-Preis|Prix d'achat|Coût|Coste|Costo"
            "|Precio de compra|Prezzo di acquisto|Inkoopprijs|Kostprijs"
            "|Custo|Preço de custo|Preço de compra|Cena zakupu|Koszt"
        ),
    ),
    "on_hand": (
        (
            "on hand|on hand current|stock|stock level|quantity on hand"
            "|qty on hand|inventory|in stock|available|quantity"
            "|variant inventory qty|inventory quantity|available quantity|stock on hand|current stock"
            "|quantity available|qty"
        ),
        (
            "Bestand|Lagerbestand|Lagermenge|Auf Lager|Verfügbar|Menge"
            "|Quantité en stock|Stock disponible|En stock|Quantité"
            "|Disponible|Existencias|Cantidad|En existencia|Giacenza|Disponibile|Disponibilità|Quantità|Voorraad|"
            "Op voorraad|Aantal"
            "|Beschikbaar|Estoque|Em estoque|Quantidade|Disponível|Existências|Stan magazynowy|Stan|Dostępne|Ilość|"
            "Zapas"
        ),
    ),
    "on_order": (
        "on order|incoming|incoming not editable|ordered|quantity on order|qty on order",
        (
            "Bestellt|Im Zulauf|Offene Bestellungen|En commande|Commandé"
            "|En camino|Pedido|In ordine|In arrivo|In bestelling|Besteld"
            "|Encomendado|Em encomenda|Zamówione"
        ),
    ),
    "stock_as_of": ("stock as of|counted on|stock date|count date", "Gezählt am|Bestandsdatum|Inventurdatum"),
    "lead_time_days": (
        "lead time days|lead time",
        "Lieferzeit|Délai de livraison|Plazo de entrega|Levertijd|Prazo de entrega",
    ),
    "lead_time_std_days": ("lead time std days", ""),
    "review_period_days": ("review period days|review period", ""),
    "service_level": ("service level", ""),
    "min_order_quantity": ("min order quantity|minimum order quantity|moq", "Mindestbestellmenge"),
    "order_multiple": ("order multiple|pack size|case pack", "Verpackungseinheit|VPE"),
    "supersedes": ("supersedes|replaces|predecessor", ""),
    "supplier_id": (
        "supplier id|supplier code|vendor id|vendor code",  # a bare "Vendor" holds names, in Shopify's export brands
        "Lieferantennummer|Lieferanten-ID|Code fournisseur|Código de proveedor|Leveranciersnummer|Código do fornecedor",
    ),
    "supplier_sku": (
        "supplier sku|vendor sku|supplier item number|supplier product code|supplier part number",
        "Lieferantenartikelnummer|Référence fournisseur|Referencia del proveedor|Codice fornitore",
    ),
}
#: Where the stock is; one product's rows of several places are summed.
LOCATION: Final = "location"
_PLACES: Final = (
    "location|location name|warehouse|store|store name|shop|branch|site|outlet|stock location|bin location",
    (
        "Filiale|Standort|Lager|Lagerort|Magasin|Boutique|Emplacement"
        "|Entrepôt|Dépôt|Tienda|Almacén|Ubicación|Sucursal|Negozio"
        "|Magazzino|Punto vendita|Deposito|Winkel|Filiaal|Magazijn|Locatie|Loja|Armazém|Depósito|Filial|Sklep|Magazyn|"
        "Oddział"
    ),
)
#: What amounts of money in a row are in.
CURRENCY: Final = "currency"
_CURRENCIES: Final = ("currency|currency code", "Währung|Devise|Moneda|Divisa|Valuta|Munteenheid|Moeda|Waluta")


def _normal(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal_name(name) for listed in names for name in listed.split("|") if name))


_FURTHER: Final = {LOCATION: _PLACES, CURRENCY: _CURRENCIES}
#: The fields that every report names a column of.
REPORTED: Final = tuple(NAMES)
#: Column names by field, best first, in the normalised form.
ALIASES: Final = {role: _normal(*names) for role, names in NAMES.items()} | {
    role: _normal(*names) for role, names in _FURTHER.items()
}
ROLES: Final = tuple(ALIASES)
#: The English ones, for people.
ENGLISH: Final = {role: names.split("|") for role, (names, _) in (NAMES | _FURTHER).items()}
REQUIRED: Final = ("product_id",)

#: Cells of a stock column that hold no number and mean that there is none to tell.
NO_STOCK: Final = frozenset({"not stocked", "not tracked", "untracked", "n a", "nicht gefuhrt", "non suivi"})
