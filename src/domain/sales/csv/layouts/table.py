"""Tables of any program: the names that columns go by in eight languages, best first, by role.

Names are written as people write them; case, accents and punctuation make no difference. Of several columns that play a
role the first one found counts, except for the product (:mod:`domain.sales.csv.product_column`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.sales.csv.layouts.base import Layout
from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final = {
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
}

#: By role, then by language.
NAMES: Final[dict[str, dict[str, str]]] = {
    "date": {
        "en": "date|ds|timestamp|order date|created at|purchase date|day|sale date|sales date|transaction date|"
        "invoice date"
        "|date of sale|posting date|business date|date created|order created date|sold on|date sold|order placed|"
        "paid on|paid at"
        "|date time|datetime|order time|document date|delivery date",
        "de": "Datum|Tag|Verkaufsdatum|Bestelldatum|Auftragsdatum|Rechnungsdatum|Belegdatum|Buchungsdatum|"
        "Kaufdatum|Bestellt am"
        "|Verkauft am|Lieferdatum|Datum Uhrzeit|Verkaufstag",
        "fr": "Jour|Date de vente|Date de la vente|Date vente|Date de commande|Date de la commande|Date commande|"
        "Date de facture|Date facture"
        "|Date de facturation|Date d'achat|Date du ticket|Date de transaction|Commandé le",
        "es": "Fecha|Día|Fecha de venta|Fecha venta|Fecha de pedido|Fecha del pedido|Fecha pedido|Fecha de factura|"
        "Fecha factura"
        "|Fecha de compra|Fecha de la orden|Fecha de emisión|Fecha de transacción",
        "it": "Data|Giorno|Data vendita|Data di vendita|Data ordine|Data dell'ordine|Data fattura|Data documento|"
        "Data acquisto|Data scontrino",
        "nl": "Dag|Verkoopdatum|Besteldatum|Orderdatum|Factuurdatum|Aankoopdatum|Transactiedatum|Boekingsdatum|"
        "Datum verkoop|Bondatum",
        "pt": "Dia|Data da venda|Data de venda|Data venda|Data do pedido|Data pedido|Data da encomenda|"
        "Data da fatura|Data de emissão"
        "|Data da compra|Data do documento",
        "pl": "Dzień|Data sprzedaży|Data zamówienia|Data faktury|Data wystawienia|Data zakupu|Data transakcji|"
        "Data dokumentu",
    },
    "product_id": {
        "en": "sku|lineitem sku|product sku|item sku|variant sku|seller sku|product code|stock code|item code"
        "|item number|item no|part number|part no|article number|article|article no|custom label|custom label sku|"
        "merchant sku"
        "|product number|product ref|product reference|internal reference|material|material number|"
        "stock keeping unit|product id|item id|unique id|variant id"
        "|plu|barcode|ean|upc|gtin|asin|product|item",
        "de": "Artikelnummer|Artikel Nr|Artikelnr|Art Nr|ArtNr|Artikel-ID|Artikelcode|Produktnummer|Produkt-ID|"
        "Produktcode|Materialnummer|Material"
        "|Warennummer|Bestellnummer Artikel|Artikel|Produkt",
        "fr": "Référence|Réf|Référence produit|Réf produit|Réf article|Référence article|Code article|Code produit|"
        "UGS|ID produit"
        "|Identifiant produit|N° article|Numéro d'article|Article|Produit",
        "es": "Referencia|Ref|Código|Código de producto|Código producto|Código del producto|Código de artículo|"
        "Código artículo|Cód artículo"
        "|Referencia producto|Referencia del producto|ID de producto|ID producto|Número de artículo|Artículo|"
        "Producto",
        "it": "Codice|Codice articolo|Cod articolo|Codice prodotto|Cod prodotto|Riferimento|Riferimento prodotto|"
        "ID prodotto|ID articolo|Numero articolo"
        "|Articolo|Prodotto",
        "nl": "Artikelnummer|Artikelcode|Art nr|Productcode|Productnummer|Product-ID|Artikel-ID|Referentie|Artikel",
        "pt": "Referência|Código|Código do produto|Código produto|Cód produto|Código do artigo|Código artigo|"
        "ID do produto|ID produto|Referência do produto"
        "|Artigo|Produto",
        "pl": "Indeks|Kod produktu|Kod towaru|Symbol|Symbol produktu|Symbol towaru|Numer artykułu|Nr artykułu|"
        "Numer katalogowy|ID produktu|Indeks towaru"
        "|Kod|Towar",
    },
    "quantity_sold": {
        "en": "quantity sold|quantity|qty|y|demand|units|target value|lineitem quantity|units sold|qty sold|"
        "quantity purchased|quantity ordered"
        "|qty ordered|ordered qty|ordered quantity|sold quantity|sold qty|items sold|net quantity|net items sold|"
        "sales quantity|quantity invoiced"
        "|sold|sales units|unit sales|pieces|pcs|no of units|number of units",
        "de": "Menge|Anzahl|Stück|Stückzahl|Verkaufsmenge|Verkaufte Menge|Absatz|Absatzmenge|Verkaufte Einheiten|"
        "Bestellmenge|Bestellte Menge"
        "|Verkaufte Stück|Verkauft",
        "fr": "Quantité|Qté|Qte vendue|Quantité vendue|Qté vendue|Quantité commandée|Qté commandée|Nb vendu|Unités|"
        "Unités vendues|Pièces|Nb|Vendus",
        "es": "Cantidad|Cant|Cantidad vendida|Cant vendida|Unidades|Unidades vendidas|Uds|Uds vendidas|"
        "Cantidad pedida|Piezas|Vendidos",
        "it": "Quantità|Qtà|Q.tà|Q.ta|Quantità venduta|Qtà venduta|Unità|Unità vendute|Pezzi|Pezzi venduti|"
        "Quantità ordinata|N pezzi|Venduti",
        "nl": "Aantal|Hoeveelheid|Verkocht aantal|Aantal verkocht|Verkochte aantallen|Verkochte hoeveelheid|Stuks|"
        "Eenheden|Besteld aantal|Verkochte stuks",
        "pt": "Quantidade|Qtd|Qtde|Quant|Quantidade vendida|Qtd vendida|Qtde vendida|Unidades vendidas|"
        "Quantidade pedida|Peças",
        "pl": "Ilość|Ilość sprzedana|Sprzedana ilość|Liczba|Liczba sztuk|Sztuk|Sztuki|Szt|Ilość sztuk|Sprzedano|"
        "Sprzedane sztuki",
    },
    "price": {
        "en": "price|lineitem price|unit price|item price|selling price|sell price|price per unit|sale price|"
        "item cost|unit selling price"
        "|price each|sales price|product price|unit amount",
        "de": "Preis|Einzelpreis|Stückpreis|Verkaufspreis|VK|VK Preis|Artikelpreis|Preis pro Stück|E-Preis|"
        "Preis je Einheit",
        "fr": "Prix|Prix unitaire|PU|Prix de vente|Prix de vente unitaire|Prix article|Prix produit|PU TTC|"
        "Prix unitaire TTC|PU HT|Prix unitaire HT",
        "es": "Precio|Precio unitario|Precio unidad|Precio de venta|PVP|Precio venta|Precio por unidad|Precio unit",
        "it": "Prezzo|Prezzo unitario|Prezzo di vendita|Prezzo vendita|Prezzo unit|Prezzo articolo",
        "nl": "Prijs|Stuksprijs|Stukprijs|Eenheidsprijs|Verkoopprijs|Prijs per stuk|Prijs per eenheid",
        "pt": "Preço|Preço unitário|Preço de venda|Preço venda|Preço por unidade|Valor unitário|Preço unit",
        "pl": "Cena|Cena jednostkowa|Cena sprzedaży|Cena za sztukę|Cena brutto|Cena jedn|Cena netto",
    },
    "revenue": {
        "en": "revenue|net sales|gross sales|total sales|sales amount|line total|turnover|net revenue|"
        "product revenue|item total|line amount"
        "|total price|net amount|sales value|line subtotal|order line total|extended price"
        "",
        "de": "Umsatz|Nettoumsatz|Bruttoumsatz|Gesamtumsatz|Erlös|Betrag|Gesamtpreis|Positionsbetrag|Zeilensumme|"
        "Nettobetrag|Verkaufserlös"
        "|Positionssumme",
        "fr": "Chiffre d'affaires|CA|CA HT|CA TTC|Montant|Total ligne|Montant ligne|Montant HT|Montant TTC|Recette|"
        "Recettes|Ventes nettes"
        "|Prix total",
        "es": "Ingresos|Importe|Total línea|Facturación|Ventas netas|Importe línea|Ingreso|Valor de venta|"
        "Total venta|Precio total",
        "it": "Ricavi|Ricavo|Fatturato|Importo|Totale riga|Incasso|Vendite nette|Totale vendite|Prezzo totale|"
        "Importo riga",
        "nl": "Omzet|Netto omzet|Bruto omzet|Bedrag|Regeltotaal|Totaalprijs|Opbrengst|Verkoopbedrag",
        "pt": "Receita|Faturamento|Faturação|Total da linha|Vendas líquidas|Volume de negócios|Valor da venda|"
        "Preço total",
        "pl": "Przychód|Przychody|Obrót|Wartość|Wartość sprzedaży|Wartość brutto|Wartość netto|Kwota sprzedaży",
    },
    "name": {
        "en": "name|product name|item name|title|product title|item title|item|menu item|description|"
        "item description|product description|lineitem name",
        "de": "Bezeichnung|Artikelbezeichnung|Artikelname|Produktname|Produktbezeichnung|Beschreibung|Titel|"
        "Artikelbeschreibung|Produkttitel",
        "fr": "Nom|Désignation|Nom du produit|Nom produit|Libellé|Libellé article|Libellé produit|Titre|Intitulé|"
        "Nom de l'article|Description produit",
        "es": "Nombre|Nombre del producto|Nombre producto|Nombre de producto|Descripción|Título|"
        "Nombre del artículo|Nombre artículo",
        "it": "Nome|Nome prodotto|Nome articolo|Descrizione|Descrizione articolo|Descrizione prodotto|Titolo|"
        "Denominazione",
        "nl": "Naam|Productnaam|Artikelnaam|Omschrijving|Artikelomschrijving|Productomschrijving|Beschrijving|Titel",
        "pt": "Nome|Nome do produto|Nome produto|Descrição|Designação|Título|Descrição do produto|Nome do artigo",
        "pl": "Nazwa|Nazwa produktu|Nazwa towaru|Opis|Tytuł|Nazwa artykułu",
    },
    "category": {
        "en": "category|product category|department|product type|item category|category name|menu group|"
        "product group|reporting category|item group",
        "de": "Kategorie|Warengruppe|Produktkategorie|Artikelgruppe|Produktgruppe|Abteilung|Sparte|Produkttyp",
        "fr": "Catégorie|Catégorie produit|Catégorie de produit|Famille|Rayon|Groupe de produits|Type de produit|"
        "Famille d'articles",
        "es": "Categoría|Categoría de producto|Categoría del producto|Familia|Sección|Departamento|"
        "Grupo de productos|Tipo de producto",
        "it": "Categoria|Categoria prodotto|Categoria merceologica|Reparto|Famiglia|Gruppo merceologico|"
        "Tipo prodotto|Tipologia",
        "nl": "Categorie|Productcategorie|Productgroep|Artikelgroep|Afdeling|Assortiment|Producttype",
        "pt": "Categoria|Categoria do produto|Família|Departamento|Seção|Secção|Grupo de produtos|Tipo de produto",
        "pl": "Kategoria|Kategoria produktu|Grupa|Grupa towarowa|Dział|Grupa produktów|Rodzaj produktu",
    },
    "currency": {
        "en": "currency|currency code|order currency|transaction currency",
        "de": "Währung|Währungscode",
        "fr": "Devise|Code devise|Monnaie",
        "es": "Moneda|Divisa",
        "it": "Valuta",
        "nl": "Valutacode|Munteenheid",
        "pt": "Moeda",
        "pl": "Waluta",
    },
    "location": {
        "en": "location|location name|store|store name|shop|branch|warehouse|site|outlet|store id|store number|"
        "pos location|location id|stock location"
        "|outlet name|shop name",
        "de": "Filiale|Standort|Lager|Lagerort|Laden|Geschäft|Niederlassung|Markt|Filialnummer|Betriebsstätte",
        "fr": "Magasin|Boutique|Emplacement|Entrepôt|Point de vente|Dépôt|Site|Succursale|Établissement",
        "es": "Tienda|Almacén|Ubicación|Sucursal|Punto de venta|Local|Bodega|Establecimiento",
        "it": "Negozio|Magazzino|Punto vendita|Sede|Filiale|Ubicazione|Deposito",
        "nl": "Winkel|Filiaal|Magazijn|Locatie|Vestiging|Verkooppunt",
        "pt": "Loja|Armazém|Localização|Filial|Ponto de venda|Depósito",
        "pl": "Sklep|Magazyn|Lokalizacja|Oddział|Punkt sprzedaży|Filia|Placówka",
    },
}


def _merged(by_language: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(normal_name(name) for names in by_language.values() for name in names.split("|")))


PLAIN: Final = Layout("table", aliases={role: _merged(by_language) for role, by_language in NAMES.items()})
