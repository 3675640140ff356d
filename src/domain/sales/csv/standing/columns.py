"""The columns that say which rows are sales: their names in eight languages, and what kind of column each is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from domain.sales.csv.standing.words import words


class Kind(StrEnum):
    """Kind of a standing column.

    ``STATUS``: how far its order is; an order that was returned or refunded is no sale. ``FLAG``: yes and no, or the
    day on which it became yes: a row with yes is no sale. ``TYPE``: what kind of transaction the row is; a return is a
    row of its own and reduces its day.
    """

    STATUS = "status"
    FLAG = "flag"
    TYPE = "type"


#: Names that hardly mean anything else.
STATUS: Final = words(
    "status, order status, orderstatus, payment status, financial status, fulfillment status, fulfilment status,"
    "item status, line status,"
    "order item status, line item status, lineitem fulfillment status, order state, order payment status,"
    "payment state, invoice status,"
    "invoice state, transaction status, txn status, sale status, sales status, sale state, document status,"
    "doc status, docstatus,"
    "delivery status, shipment status, shipping status, order fulfillment status, order line status,"
    "status of order, current status,"
    "bestellstatus, auftragsstatus, zahlungsstatus, lieferstatus, versandstatus, rechnungsstatus, belegstatus,"
    "vorgangsstatus, bestellungsstatus,"
    "statut, statut de la commande, statut commande, statut de commande, état de la commande, état commande,"
    "état de commande,"
    "statut du paiement, statut de paiement, statut paiement, état du paiement, statut de livraison,"
    "statut livraison, statut facture,"
    "estatus, estado del pedido, estado pedido, estado de pedido, estado de la orden, estado del pago,"
    "estado de pago, estado pago,"
    "estado de la factura, estado del envío, estado de envío, estado de la venta, situación del pedido,"
    "status del pedido,"
    "stato ordine, stato dell ordine, stato pagamento, stato del pagamento, stato spedizione,"
    "stato della spedizione, stato fattura,"
    "stato vendita, bestelstatus, betaalstatus, betalingsstatus, leverstatus, verzendstatus, factuurstatus,"
    "status bestelling,"
    "status do pedido, status pedido, situação do pedido, estado da encomenda, estado do pedido,"
    "status do pagamento, estado do pagamento,"
    "situação do pagamento, status da venda, estado da venda, status de pagamento, status do envio, estado do envio,"
    "status zamówienia, stan zamówienia, status płatności, stan płatności, status realizacji, status faktury,"
    "status wysyłki, status transakcji"
)
FLAG: Final = words(
    "void, voided, is void, is voided, void status, cancelled, canceled, is cancelled, is canceled,"
    "cancelled order, order cancelled,"
    "order canceled, deleted, is deleted, cancelled at, canceled at, cancelled on, canceled on, cancelled date,"
    "canceled date, date cancelled,"
    "date canceled, cancellation date, cancelation date, cancel date, cancelled time, voided at, void date,"
    "voided date, deleted at,"
    "test order, is test, is test order, test transaction, training mode, is draft, testbestellung,"
    "testverkauf, commande de test, pedido de prueba, ordine di prova, testbestelling, pedido de teste,"
    "zamówienie testowe, storno, storniert, ist storniert, storniert am, stornodatum, stornierung, annulliert,"
    "annulé/e, est annulé/e, annulé le,"
    "annulée le, date d annulation, anulado/a, cancelado/a, cancelado el, fecha de cancelación, fecha de anulación,"
    "anulado el,"
    "annullato/a, annullato il, data annullamento, data di annullamento, geannuleerd, geannuleerd op,"
    "annuleringsdatum, cancelado em,"
    "data de cancelamento, data do cancelamento, data cancelamento, anulowane, anulowany, anulowano, czy anulowane,"
    "data anulowania"
)
#: Flags that may hold amounts or names as well: they count when they hold yes and no.
WEAK_FLAG: Final = words(
    "test, test mode, refunded, is refunded, returned, is returned, refund, return, refunded at, returned at,"
    "refund date, return date, erstattet, retourniert,"
    "remboursé/e, retourné/e, reembolsado/a, devuelto/a, rimborsato/a, restituito/a, terugbetaald, geretourneerd,"
    "devolvido/a, zwrócone, zwrot"
)
#: Names of other things too (a state, a type of product): they count when the file's values are of transactions.
TYPE: Final = words(
    "type, transaction type, trans type, txn type, tran type, type of transaction, event type, sale type,"
    "sales type, order type,"
    "document type, doc type, record type, line type, entry type, invoice type, movement type, operation type,"
    "operation, move type,"
    "transaction kind, kind, payment type, receipt type, item type, line item type, order item type, activity type,"
    "transaction, event,"
    "transaktionstyp, transaktionsart, belegart, belegtyp, vorgangsart, vorgang, buchungsart, umsatzart, art, typ,"
    "dokumentart, bonart, positionsart,"
    "type de transaction, type d opération, type de document, type de mouvement, type de vente, type de ligne,"
    "nature, type de pièce,"
    "tipo, tipo de transacción, tipo transacción, tipo de documento, tipo documento, tipo de operación,"
    "tipo de movimiento, tipo de venta,"
    "tipo transazione, tipo di transazione, tipo operazione, tipo movimento, tipo vendita, tipo di documento,"
    "causale,"
    "soort, transactietype, soort transactie, type transactie, documenttype, soort document, boekingstype,"
    "type boeking,"
    "tipo de transação, tipo transação, tipo de operação, tipo de movimento, tipo de venda, operação,"
    "rodzaj, typ transakcji, rodzaj transakcji, typ dokumentu, rodzaj dokumentu, typ operacji, rodzaj operacji"
)
WEAK_STATUS: Final = words("state, estado, stato, stan, état, situación, situação, situazione, toestand, phase, stage")


def kind_of(name: str) -> tuple[Kind, bool] | None:
    """Return what kind of column a name (normalised) is, and whether only the file's values can confirm it."""
    if name in STATUS:
        return Kind.STATUS, False
    if name in FLAG:
        return Kind.FLAG, False
    if name in WEAK_FLAG:
        return Kind.FLAG, True
    if name in TYPE:
        return Kind.TYPE, True
    return (Kind.STATUS, True) if name in WEAK_STATUS else None
