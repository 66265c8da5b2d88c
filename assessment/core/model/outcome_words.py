"""The words for each outcome: the option that the person chooses, and what files of others call the same."""

from collections.abc import Iterator, Mapping

from assessment.core.model.process import Outcome
from assessment.core.text.cleaning import fold_text
from assessment.core.text.i18n import mark_for_translation, tr

OUTCOME_OPTIONS: Mapping[Outcome, str] = {
    Outcome.PENDING: mark_for_translation("Nothing yet"),
    Outcome.VERBAL_OFFER: mark_for_translation("An offer, spoken and not yet in writing"),
    Outcome.OFFER: mark_for_translation("A written offer"),
    Outcome.DECLINED_BY_ME: mark_for_translation("An offer that I declined"),
    Outcome.REJECTED: mark_for_translation("They said no"),
    Outcome.NO_ANSWER: mark_for_translation("No answer came, and I close it"),
    Outcome.WITHDREW: mark_for_translation("I withdrew"),
    Outcome.ROLE_CANCELLED: mark_for_translation("The role was cancelled"),
}
"""Outcome -> the option in English, in the order in which they are offered."""

SYNONYMS: Mapping[Outcome, str] = {
    Outcome.OFFER: """
        offered; offer received; received offer; got an offer; got the offer; job offer; offer made; offer extended;
        offer letter; written offer; offer accepted; accepted offer; accepted the offer; accepted; accepted by me; i
        accepted; hired; i was hired; got the job; got it; placed; employed; signed; contract signed; offer signed;
        signed contract; successful; oferta; oferta por escrito; una oferta por escrito; oferta recibida; oferta
        aceptada; aceptada; aceptado; acepté; acepté la oferta; contratado; contratada; contratado/a; me
        contrataron; conseguido; me dieron el puesto; contrato firmado
    """,
    Outcome.DECLINED_BY_ME: """
        declined; declined offer; offer declined; declined the offer; i declined; i declined the offer; offer
        declined by me; rejected by me; offer rejected; rejected offer; rejected the offer; i rejected the offer;
        offer refused; refused offer; refused by me; turned down by me; turned down offer; turned down the offer;
        offer turned down; i turned it down; i turned them down; rechazada por mí; rechazado por mí; oferta
        rechazada; rechacé la oferta; la rechacé; la decliné; decliné; decliné la oferta; declinada; declinado;
        oferta declinada; una oferta que rechacé
    """,
    Outcome.REJECTED: """
        rejection; i was rejected; got rejected; rejected by company; rejected by the company; rejected by employer;
        rejected by them; rejected post interview; turned down; i was turned down; turned down by them; turned down
        by company; not selected; not chosen; not hired; not offered; no offer; no offer made; not successful;
        unsuccessful; passed over; they passed; denied; refused; declined by them; declined by company; declined by
        the company; declined by employer; declined by the employer; they declined; they declined me; not moving
        forward; not proceeding; no longer under consideration; position filled; filled; filled by somebody else;
        somebody else got it; someone else got it; regret; regretted; failed; rechazado; rechazada; rechazado/a;
        rechazo; me rechazaron; rechazado por ellos; no contratado; rechazada por la empresa; rechazado por la
        empresa; no seleccionado; no seleccionada; sin oferta; no seleccionado/a; descartado; descartada;
        descartado/a; me descartaron; dijeron que no; no contratada; no elegido; no elegida; no superado; puesto
        cubierto; vacante cubierta
    """,
    Outcome.NO_ANSWER: """
        no reply; no response; no response received; no reply received; no answer came; no word; ghosted; i was
        ghosted; got ghosted; ghosted by company; ghosted by them; ghosted me; ghosting; they ghosted me; never
        answered; never replied; never responded; never heard back; never heard; not heard back; did not hear back;
        didn't hear back; did not reply; did not respond; unanswered; no response after interview; no reply after
        interview; ghosted after interview; no feedback; silence; radio silence; sin respuesta; sin contestación; no
        respondieron; no contestaron; nunca respondieron; silencio; nunca contestaron; no hubo respuesta; no llegó
        respuesta; no llegó respuesta y lo cierro; me hicieron ghosting; no me respondieron; no me contestaron; no
        responden; no contestan
    """,
    Outcome.WITHDREW: """
        withdrawn; withdrawn by me; withdraw; withdrawal; i withdrew my application; candidate withdrew; withdrew
        application; application withdrawn; withdrawn application; pulled out; i pulled out; dropped out; i dropped
        out; cancelled by me; canceled by me; no longer interested; me retiré; retirado; retirada; retirado/a;
        candidatura retirada; retiré mi candidatura; desistí; retiré la candidatura; abandoné; abandonado por mí;
        cancelado por mí; ya no me interesa
    """,
    Outcome.ROLE_CANCELLED: """
        cancelled; canceled; role canceled; position cancelled; position canceled; job cancelled; job canceled; the
        role was canceled; process cancelled; process canceled; cancelled by company; canceled by company; cancelled
        by them; canceled by them; requisition cancelled; hiring freeze; requisition canceled; position eliminated;
        position withdrawn; role withdrawn; opening cancelled; cancelado; cancelada; cancelado/a; puesto cancelado;
        vacante cancelada; proceso cancelado; el puesto se canceló; se canceló; cancelaron el puesto; contratación
        congelada; oferta retirada
    """,
    Outcome.VERBAL_OFFER: """
        offer verbal; verbally offered; spoken offer; oral offer; informal offer; offer by phone; oferta verbal;
        oferta de palabra; oferta oral; una oferta, de palabra y aún no por escrito
    """,
    Outcome.PENDING: """
        in progress; in process; ongoing; open; still open; active; waiting; still waiting; applied; awaiting;
        awaiting response; awaiting reply; awaiting answer; awaiting decision; submitted; sent; awaiting feedback;
        waiting for response; waiting for reply; waiting for answer; under review; waiting for decision;
        waiting to hear; waiting to hear back; in review; interview; interviewing; interviewed; interview scheduled;
        undecided; not decided; not yet decided; no decision yet; no answer yet; no reply yet; no response yet; not yet;
        to be decided; tbd; on hold; pendiente; en proceso; en curso; en espera; a la espera; esperando; esperando
        respuesta; abierto; abierta; activo; activa; nada todavía; todavía nada; aún nada; sin decidir; por decidir;
        entrevista; en revisión; en trámite; postulado; postulada; solicitud enviada
    """,
}
"""What else an outcome is called, in English and Spanish, separated by semicolons. "Declined" alone is the person's
own no to an offer, and "turned down" alone is theirs."""

ORDINALS = ("first", "second", "third", "final", "last", "1st", "2nd", "3rd")
ROUNDS = (
    *("screening", "phone screen", "phone interview", "interview", "the interview", "interviews", "onsite", "on site"),
    *("application", "assessment", "test", "case study", "final"),
    *(f"{ordinal} {kind}" for ordinal in ORDINALS for kind in ("interview", "round")),
)


def outcome_terms() -> Iterator[tuple[str, Outcome]]:
    """Every text that means an outcome, with it: options in English and the current language, and synonyms.

    A text with accents comes without them too.
    """
    for outcome in Outcome:
        option, synonyms = OUTCOME_OPTIONS[outcome], " ".join(SYNONYMS[outcome].split()).split("; ")
        after_a_round = [f"rejected after {each}" for each in ROUNDS] if outcome is Outcome.REJECTED else []
        for text in (outcome.value, option, tr(option), *synonyms, *after_a_round):
            yield from dict.fromkeys([(text, outcome), (fold_text(text), outcome)])
