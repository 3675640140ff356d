"""The words of status and type columns in eight languages: what is a sale, what is none, what came back.

Words are in the form of :func:`domain.shared.csv.columns.normal_name`. To add one, add it here; a layout whose program
means something else by a word says so itself (:mod:`domain.sales.csv.layouts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.shared.csv.columns import normal_name

if TYPE_CHECKING:
    from collections.abc import Iterable


def words(*texts: str) -> frozenset[str]:
    """Return comma-separated words, normalised; ``annulé/e`` stands for two of them, and so does ``nuovo/a``."""
    return frozenset(normal_name(form) for text in texts for word in text.split(",") for form in _forms(word.strip()))


def _forms(word: str) -> Iterable[str]:
    if "/" not in word:
        return [word] if word else []
    stem, _, ending = word.partition("/")
    other = stem[:-1] + ending if stem[-1] in "oy" else stem + ending
    return [stem, other]


#: The row is a sale, as far as this column goes.
SALE: Final = words(
    # English
    "sale, sales, sold, sales receipt, cash sale, sales invoice, tax invoice, invoice, invoiced, receipt, order,"
    "sales order, payment, charge, purchase completed, completed, complete, done, finished, closed, processing,"
    "in process,"
    "in progress, paid, fully paid, partially paid, partly paid, part paid, paid out, payment received,"
    "payment accepted,"
    "captured, partially captured, authorized, authorised, settled, success, successful, succeeded, approved,"
    "accepted,"
    "confirmed, posted, submitted, finalized, finalised, fulfilled, unfulfilled, partially fulfilled, partial,"
    "partly fulfilled,"
    "shipped, partially shipped, unshipped, not shipped, awaiting shipment, awaiting fulfillment,"
    "awaiting fulfilment,"
    "awaiting pickup, ready, ready for pickup, ready to ship, to ship, to deliver, to bill, to deliver and bill,"
    "delivered,"
    "partially delivered, fully delivered, not delivered yet, in transit, out for delivery, dispatched,"
    "dispatching, collected,"
    "picked up, picked, picking, packed, packing, new, open, placed, ordered, backordered, on backorder, overdue,"
    "partially refunded, partially returned, partly refunded, invoice paid, reopened, billed, invoiced and paid,"
    "manual review ok,"
    "on hold, awaiting dispatch, awaiting collection, backorder, payment authorized, payment authorised,"
    "false, no, none, n a, scheduled, in production, payment complete, sale completed, completed sale",
    # German
    "verkauf, verkauft, barverkauf, kassenverkauf, rechnung, kassenbon, bon, auftrag, bestellung, bestellt,"
    "bezahlt, teilbezahlt,"
    "teilweise bezahlt, voll bezahlt, abgeschlossen, erledigt, fertig, in bearbeitung, in arbeit, bestätigt,"
    "angenommen, offen, neu,"
    "versendet, versandt, verschickt, versandbereit, teilweise versandt, teilversandt, geliefert, teilgeliefert,"
    "teilweise geliefert,"
    "ausgeliefert, zugestellt, abgeholt, abholbereit, gebucht, verbucht, fakturiert, berechnet, erfolgreich,"
    "überfällig, lieferung,"
    "zurückgestellt, in wartestellung, angehalten, verarbeitet,"
    "lieferschein, teilweise erstattet, unterwegs, nicht versandt, komplett, vollständig",
    # French
    "vente, ventes, vendu/e, facture, facturé/e, commande, commandé/e, ticket de caisse, terminé/e, payé/e,"
    "partiellement payé/e, réglé/e,"
    "soldé/e, expédié/e, partiellement expédié/e, envoyé/e, livré/e, partiellement livré/e, en cours,"
    "en cours de traitement,"
    "en traitement, traité/e, en préparation, préparé/e, validé/e, confirmé/e, accepté/e, complet, complète,"
    "complété/e, finalisé/e,"
    "clôturé/e, paiement accepté, paiement reçu, en attente d expédition, en cours de livraison,"
    "retiré/e en magasin, nouvelle, nouveau,"
    "en attente, en pause,"
    "encaissé/e, partiellement remboursé/e, non expédié/e, en transit, honoré/e",
    # Spanish
    "venta, ventas, vendido/a, factura, facturado/a, pedido, recibo, completado/a, completo/a, pagado/a,"
    "parcialmente pagado/a,"
    "cobrado/a, enviado/a, parcialmente enviado/a, entregado/a, procesando, procesado/a, en proceso,"
    "en preparación, preparado/a,"
    "confirmado/a, aceptado/a, finalizado/a, terminado/a, cerrado/a, abierto/a, nuevo/a, despachado/a, en tránsito,"
    "en reparto, recogido/a,"
    "en espera, retenido/a,"
    "listo para recoger, pago aceptado, pago recibido, aprobado/a, parcialmente reembolsado/a, no enviado/a,"
    "en curso",
    # Italian
    "vendita, vendite, venduto/a, fattura, fatturato/a, ordine, ordinato/a, scontrino, ricevuta, completato/a,"
    "completo/a, pagato/a,"
    "parzialmente pagato/a, saldato/a, incassato/a, spedito/a, parzialmente spedito/a, inviato/a, consegnato/a,"
    "evaso/a,"
    "parzialmente evaso/a, in lavorazione, in elaborazione, in corso, in preparazione, preparato/a, confermato/a,"
    "accettato/a, chiuso/a,"
    "in sospeso, in attesa, sospeso/a,"
    "aperto/a, nuovo/a, in transito, ritirato/a, pagamento accettato, pagamento ricevuto, approvato/a,"
    "parzialmente rimborsato/a, elaborato/a",
    # Dutch
    "verkoop, verkocht, factuur, gefactureerd, bestelling, besteld, kassabon, bon, voltooid, betaald,"
    "gedeeltelijk betaald, deels betaald,"
    "verzonden, gedeeltelijk verzonden, deels verzonden, geleverd, bezorgd, afgeleverd, in behandeling,"
    "wordt verwerkt, verwerkt,"
    "verwerken, afgerond, afgehandeld, bevestigd, geaccepteerd, gesloten, nieuw, compleet, volledig, opgehaald,"
    "klaar voor verzending,"
    "in de wacht, aangehouden,"
    "klaar om op te halen, onderweg, goedgekeurd, gereed, gedeeltelijk terugbetaald, betaling ontvangen",
    # Portuguese
    "venda, vendas, vendido/a, fatura, faturado/a, fatura recibo, nota fiscal, encomenda, recibo, concluído/a,"
    "completo/a, completado/a,"
    "pago, paga, parcialmente pago, enviado/a, entregue, processando, processado/a, em processamento, a processar,"
    "em andamento,"
    "em preparação, em separação, confirmado/a, aceite, aceito/a, aprovado/a, finalizado/a, fechado/a, aberto/a,"
    "em espera,"
    "novo/a, despachado/a,"
    "expedido/a, em trânsito, em transporte, retirado/a, pagamento aprovado, pagamento aceite, pagamento recebido,"
    "parcialmente reembolsado/a",
    # Polish
    "sprzedaż, sprzedane, sprzedany, sprzedano, faktura, faktura vat, paragon, zamówienie, zakończone, zakończony,"
    "zakończona,"
    "zrealizowane, zrealizowany, zrealizowana, ukończone, opłacone, opłacony, opłacona, zapłacone, zapłacono,"
    "częściowo opłacone,"
    "wysłane, wysłany, wysłana, wysłano, dostarczone, dostarczony, dostarczono, doręczone, w realizacji,"
    "w trakcie realizacji,"
    "przetwarzane, w przygotowaniu, przyjęte, potwierdzone, potwierdzony, zaakceptowane, nowe, nowy, odebrane,"
    "zamknięte, wydane,"
    "wstrzymane,"
    "gotowe do wysyłki, gotowe do odbioru, w drodze, zafakturowane, częściowo zwrócone, skompletowane",
)

#: The row is no sale.
NO_SALE: Final = words(
    # English
    "cancelled, canceled, cancel, cancellation, order cancelled, order canceled, cancelled by customer,"
    "canceled by customer,"
    "cancelled by buyer, canceled by buyer, cancelled by seller, canceled by seller, cancelled by merchant,"
    "canceled by merchant,"
    "cancelled by system, canceled by system, cancelled reversal, canceled reversal, auto cancelled, auto canceled,"
    "void, voided,"
    "voids, voided transaction, failed, failure, payment failed, payment error, payment declined, payment denied,"
    "declined, denied,"
    "rejected, refused, error, expired, timed out, abandoned, draft, checkout draft, auto draft, quote, quotation,"
    "sales quote, estimate,"
    "quotation sent, proposal, proforma, pro forma, pro forma invoice, proforma invoice, pending payment,"
    "payment pending,"
    "awaiting payment, waiting for payment, awaiting payment confirmation, trash, trashed, deleted, removed,"
    "incomplete, reversed,"
    "payment reversed, chargeback, charged back, fraud, fraudulent, suspected fraud, test, test order, training,"
    "lost, no show,"
    "payment required,"
    "invalid, aborted, discarded, no sale, not sold, written off, bounced",
    # German
    "storniert, storno, stornierung, stornorechnung, abgebrochen, fehlgeschlagen, gescheitert, abgelehnt, entwurf,"
    "angebot,"
    "kostenvoranschlag, gelöscht, ungültig, annulliert, abgelaufen, papierkorb, verworfen, zahlung ausstehend,"
    "ausstehende zahlung,"
    "entwürfe, stornierte bestellung, warten auf zahlung,"
    "wartet auf zahlung, warte auf zahlung, zahlung fehlgeschlagen, zahlung abgelehnt, testbestellung,"
    "proformarechnung, verweigert",
    # French
    "annulé/e, annulation, échoué/e, échec, échec du paiement, refusé/e, rejeté/e, brouillon, devis,"
    "en attente de paiement,"
    "en attente du paiement,"
    "attente de paiement, paiement en attente, erreur de paiement, paiement échoué, paiement refusé, supprimé/e,"
    "corbeille, expiré/e,"
    "abandonné/e, facture proforma, facture pro forma, invalide",
    # Spanish
    "cancelado/a, cancelación, anulado/a, anulación, fallido/a, rechazado/a, denegado/a, borrador, presupuesto,"
    "cotización,"
    "borradores,"
    "pendiente de pago, pago pendiente, esperando pago, a la espera de pago, en espera de pago, pago fallido,"
    "error de pago,"
    "error en el pago, pago rechazado, eliminado/a, borrado/a, papelera, caducado/a, expirado/a, abandonado/a,"
    "factura proforma, inválido/a",
    # Italian
    "annullato/a, annullamento, cancellato/a, fallito/a, rifiutato/a, respinto/a, bozza, preventivo,"
    "in attesa di pagamento,"
    "bozze, pagamento in sospeso,"
    "in attesa del pagamento, pagamento in attesa, pagamento fallito, pagamento rifiutato, errore di pagamento,"
    "eliminato/a, cestino,"
    "scaduto/a, abbandonato/a, stornato/a, fattura proforma, non valido",
    # Dutch
    "geannuleerd, annulering, mislukt, geweigerd, afgewezen, concept, offerte, wacht op betaling,"
    "wachten op betaling, wachtend op betaling,"
    "in afwachting van betaling, betaling in afwachting, betaling mislukt, betaling geweigerd, verwijderd,"
    "prullenbak, verlopen,"
    "concepten, ongeldig gemaakt,"
    "afgebroken, vervallen, proformafactuur, ongeldig, geschrapt",
    # Portuguese
    "cancelado/a, cancelamento, anulação, falhado/a, falhou, falha, malsucedido/a, mal sucedido, recusado/a,"
    "rejeitado/a, rascunho,"
    "orçamento, cotação, aguardando pagamento, a aguardar pagamento, aguarda pagamento, pagamento pendente,"
    "pendente de pagamento,"
    "pagamento recusado, pagamento falhou, excluído/a, apagado/a, lixo, lixeira, fatura proforma",
    # Polish
    "anulowane, anulowany, anulowana, anulowano, anulacja, unieważnione, unieważniony, nieudane, nieudana,"
    "niepowodzenie, nie powiodło się,"
    "odrzucone, odrzucony, odrzucona, szkic, wersja robocza, robocze, oferta, wycena, oczekuje na płatność,"
    "oczekujące na płatność,"
    "oczekuje na wpłatę, oczekiwanie na płatność, płatność nieudana, usunięte, usunięty, kosz, wygasłe, wygasło,"
    "porzucone, porzucony, szkice,"
    "faktura proforma, nieważne",
)

#: Goods came back: a row of this type is a return; an order of this status is no sale.
RETURNED: Final = words(
    # English
    "return, returns, returned, return item, customer return, sales return, return invoice, return completed,"
    "return received,"
    "refund, refunds, refunded, fully refunded, refund receipt, refund completed, refund issued, cash refund,"
    "credit memo, credit note,"
    "credit invoice, sales credit, returned to sender, return to sender, returned to seller, restocked,"
    "sale return, rma",
    # German
    "rückgabe, rückgaben, retoure, retouren, retourniert, zurückgegeben, zurückgesendet, zurückgesandt,"
    "zurückgeschickt, rücksendung,"
    "rücknahme, erstattung, erstattet, rückerstattung, rückerstattet, zurückerstattet, vollständig erstattet,"
    "gutschrift,"
    "rechnungskorrektur, widerrufen, kundenretoure",
    # French
    "remboursé/e, remboursement, retour, retours, retourné/e, retour client, avoir, avoir client, note de crédit,"
    "facture d avoir, rendu/e",
    # Spanish
    "reembolsado/a, reembolso, devuelto/a, devolución, devoluciones, abono, nota de abono, nota de crédito,"
    "factura rectificativa,"
    "factura de abono, retornado/a",
    # Italian
    "rimborsato/a, rimborso, reso, resa, resi, restituito/a, restituzione, nota di credito, nota credito,"
    "nota di accredito, accredito",
    # Dutch
    "terugbetaald, volledig terugbetaald, terugbetaling, retour, retouren, geretourneerd, retourzending, retourbon,"
    "teruggestuurd,"
    "teruggezonden, teruggave, creditnota, creditfactuur, creditering, gecrediteerd",
    # Portuguese
    "reembolsado/a, reembolso, devolvido/a, devolução, devoluções, estorno, estornado/a, nota de crédito,"
    "nota de devolução",
    # Polish
    "zwrot, zwroty, zwrócone, zwrócony, zwrócona, zwrócono, zwrot towaru, zwrot środków, refundacja, zrefundowane,"
    "faktura korygująca,"
    "korekta, korekta sprzedaży, nota kredytowa",
)

#: Words that product types, places and the like go by too: they alone do not make a column one of transactions.
COMMON: Final = words(
    "draft, new, open, test, closed, partial, complete, concept, order, payment, charge, bon, ready, picked,"
    "collected, packed, training,"
    "lost, none, no, false, n a, posted, scheduled, purchase, error, trash, receipt, invalid, quote, estimate,"
    "proposal, sale, sales,"
    "neu, offen, fertig, angebot, entwurf, komplett, papierkorb, oferta, offerte, preventivo, nuovo/a, nuevo/a,"
    "novo/a, aperto/a, chiuso/a,"
    "abierto/a, cerrado/a, aberto/a, fechado/a, nowe, nowy, nouveau, nouvelle, complet, complète, complete,"
    "completo/a, reso, resa, resi,"
    "rendu/e, avoir, kosz, lixo, korekta, paga, pago, pedido, ordine, commande, encomenda, bestelling, bestellung,"
    "auftrag, cestino, nieuw"
)

#: What a column of yes and no says for yes, and for no.
YES: Final = words(
    "true, t, yes, y, 1, x, ✓, ✔, wahr, ja, j, vrai, oui, o, verdadero, sí, s, vero, sì, waar, verdadeiro, sim,"
    "prawda, tak"
)
NO: Final = words(
    "false, f, no, n, 0, none, null, nein, falsch, faux, non, falso, onwaar, nee, não, fałsz, nie, never, 0 0,"
    "0 00, not voided"
)
