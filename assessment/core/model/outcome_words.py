"""The words for each outcome: the option that the person chooses, and what files of others call the same."""

from collections.abc import Iterator, Mapping

from assessment.core.model.process import Outcome
from assessment.core.text.cleaning import fold_text
from assessment.core.text.i18n import Language, mark_for_translation

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
        contrataron; conseguido; me dieron el puesto; contrato firmado; angebot; zusage; zugesagt; angebot erhalten;
        angebot bekommen; stellenangebot; jobangebot; schriftliches angebot; vertragsangebot; angebot angenommen;
        angebot akzeptiert; angenommen; zusage erhalten; eingestellt; vertrag unterschrieben; vertrag erhalten;
        offre; offre reçue; offre d'emploi; offre écrite; offre acceptée; proposition; proposition reçue;
        proposition acceptée; promesse d'embauche; accepté; acceptée; embauché; embauchée; embauché(e); recruté;
        recrutée; contrat signé; proposta; proposta recebida; proposta aceita; proposta aceite; oferta recebida;
        oferta aceita; oferta aceite; aceito; aceita; aceite; admitido; admitida; contrato
        assinado; offerta; offerta ricevuta; offerta scritta; offerta accettata; proposta ricevuta; proposta
        accettata; accettata; accettato; assunto; assunta; contratto firmato; aanbod; aanbod ontvangen; aanbod
        gekregen; aanbod geaccepteerd; aanbod aangenomen; aanbieding; baan gekregen; aangenomen; geaccepteerd;
        contract getekend
    """,
    Outcome.DECLINED_BY_ME: """
        declined; declined offer; offer declined; declined the offer; i declined; i declined the offer; offer
        declined by me; rejected by me; offer rejected; rejected offer; rejected the offer; i rejected the offer;
        offer refused; refused offer; refused by me; turned down by me; turned down offer; turned down the offer;
        offer turned down; i turned it down; i turned them down; rechazada por mí; rechazado por mí; oferta
        rechazada; rechacé la oferta; la rechacé; la decliné; decliné; decliné la oferta; declinada; declinado;
        oferta declinada; una oferta que rechacé; angebot abgelehnt; angebot ausgeschlagen; von mir abgelehnt; ich
        habe abgelehnt; von mir abgesagt; ich habe abgesagt; selbst abgesagt; eigene absage; offre refusée; offre
        déclinée; proposition refusée; proposition déclinée; j'ai refusé; j'ai décliné; refusé par moi; refusée par
        moi; décliné; déclinée; oferta recusada; proposta recusada; recusada por mim; recusado por mim; recusei;
        recusei a oferta; recusei a proposta; offerta rifiutata; offerta declinata; proposta rifiutata; rifiutata da
        me; rifiutato da me; ho rifiutato; aanbod afgewezen; aanbod geweigerd; aanbod afgeslagen; door mij
        afgewezen; zelf afgewezen; zelf afgezegd; candidate declined; declined by candidate; candidate declined offer;
        candidate declined the offer; offer declined by candidate
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
        cubierto; vacante cubierta; absage; absage erhalten; absage bekommen; abgesagt; abgelehnt; abgelehnt worden;
        nicht ausgewählt; nicht berücksichtigt; nicht genommen; nicht eingestellt; kein angebot; stelle besetzt;
        anderweitig besetzt; refus; refusé; refusée; refusé(e); rejeté; rejetée; rejet; candidature refusée;
        candidature rejetée; candidature non retenue; non retenu; non retenue; non retenu(e); pas retenu; pas
        retenue; non sélectionné; non sélectionnée; pas d'offre; réponse négative; poste pourvu; recusado; recusada;
        rejeitado; rejeitada; reprovado; reprovada; não selecionado; não selecionada; não aprovado; não aprovada;
        eliminado; eliminada; sem oferta; dispensado; dispensada; vaga preenchida; não contratado; não contratada;
        rifiuto; rifiutato; rifiutata; respinto; respinta; scartato; scartata; non selezionato; non selezionata; non
        assunto; non assunta; esito negativo; nessuna offerta; afgewezen; afwijzing; niet geselecteerd; niet
        aangenomen; niet gekozen; geen aanbod; vacature vervuld; rejected no feedback; rejected without feedback;
        rejected by email; rejected by phone; rejection email; auto rejected; rejected without interview; rejected w/o
        interview; not selected after interview; rechazado tras la entrevista; rechazada tras la entrevista; rechazado
        después de la entrevista; rechazada después de la entrevista; absage nach gespräch; absage nach dem gespräch;
        absage nach vorstellungsgespräch; absage nach interview; abgelehnt nach gespräch; absage nach 2. gespräch;
        absage nach zweitem gespräch; refusé après entretien; refusée après entretien; refus après entretien;
        rifiutato dopo il colloquio; rifiutata dopo il colloquio; recusado após entrevista; recusada após
        entrevista; afgewezen na gesprek
    """,
    Outcome.NO_ANSWER: """
        no reply; no response; no response received; no reply received; no answer came; no word; ghosted; i was
        ghosted; got ghosted; ghosted by company; ghosted by them; ghosted me; ghosting; they ghosted me; never
        answered; never replied; never responded; never heard back; never heard; not heard back; did not hear back;
        didn't hear back; did not reply; did not respond; unanswered; no response after interview; no reply after
        interview; ghosted after interview; no feedback; silence; radio silence; sin respuesta; sin contestación; no
        respondieron; no contestaron; nunca respondieron; silencio; nunca contestaron; no hubo respuesta; no llegó
        respuesta; no llegó respuesta y lo cierro; me hicieron ghosting; no me respondieron; no me contestaron; no
        responden; no contestan; keine antwort; keine antwort erhalten; keine rückmeldung; keine rückmeldung
        erhalten; keine reaktion; nie gemeldet; nicht gemeldet; funkstille; geghostet; nichts gehört; aucune
        réponse; pas de réponse; sans réponse; sans nouvelles; jamais répondu; pas répondu; sem resposta; nenhuma
        resposta; sem retorno; nunca responderam; não responderam; nessuna risposta; senza risposta; nessun
        riscontro; mai risposto; non hanno risposto; geen antwoord; geen reactie; geen reactie ontvangen; nooit
        gehoord; niets gehoord; nooit gereageerd; niet gereageerd; sin noticias; pas de nouvelles; sem notícias;
        nessuna notizia
    """,
    Outcome.WITHDREW: """
        withdrawn; withdrawn by me; withdraw; withdrawal; i withdrew my application; candidate withdrew; withdrew
        application; application withdrawn; withdrawn application; pulled out; i pulled out; dropped out; i dropped
        out; cancelled by me; canceled by me; no longer interested; me retiré; retirado; retirada; retirado/a;
        candidatura retirada; retiré mi candidatura; desistí; retiré la candidatura; abandoné; abandonado por mí;
        cancelado por mí; ya no me interesa; zurückgezogen; bewerbung zurückgezogen; rückzug; von mir zurückgezogen;
        ausgestiegen; abgebrochen von mir; kein interesse mehr; retiré; retirée; candidature retirée; je me suis
        retiré; je me suis retirée; désisté; désistée; désistement; abandonné; abandonnée; plus intéressé; plus
        intéressée; desisti; desistência; desistiu; candidatura cancelada por mim; retirei; retirei a candidatura;
        não tenho mais interesse; ritirato; ritirata; mi sono ritirato; mi sono ritirata; candidatura ritirata;
        rinuncia; ho rinunciato; non più interessato; non più interessata; teruggetrokken; sollicitatie ingetrokken;
        ingetrokken; zelf teruggetrokken; geen interesse meer; accepted another offer; accepted other offer; took
        another offer; accepted an offer elsewhere; accepted offer elsewhere
    """,
    Outcome.ROLE_CANCELLED: """
        cancelled; canceled; role canceled; position cancelled; position canceled; job cancelled; job canceled; the
        role was canceled; process cancelled; process canceled; cancelled by company; canceled by company; cancelled
        by them; canceled by them; requisition cancelled; hiring freeze; requisition canceled; position eliminated;
        position withdrawn; role withdrawn; opening cancelled; cancelado; cancelada; cancelado/a; puesto cancelado;
        vacante cancelada; proceso cancelado; el puesto se canceló; se canceló; cancelaron el puesto; contratación
        congelada; oferta retirada; gestrichen; stelle gestrichen; stelle zurückgezogen; stelle storniert;
        storniert; ausschreibung zurückgezogen; ausschreibung aufgehoben; einstellungsstopp; annulé; annulée; poste
        annulé; poste supprimé; offre retirée; recrutement annulé; recrutement gelé; processus annulé; vaga
        cancelada; vaga congelada; processo cancelado; contratações congeladas; annullato; annullata; posizione
        annullata; posizione cancellata; selezione annullata; geannuleerd; vacature geannuleerd; vacature
        ingetrokken; functie vervallen; vacaturestop; offer withdrawn; offer rescinded; offer revoked; offer retracted;
        rescinded; offer rescinded by company; offer withdrawn by company; angebot zurückgezogen; offerta ritirata;
        proposta retirada; aanbod ingetrokken
    """,
    Outcome.VERBAL_OFFER: """
        offer verbal; verbally offered; spoken offer; oral offer; informal offer; offer by phone; oferta verbal;
        oferta de palabra; oferta oral; una oferta, de palabra y aún no por escrito; mündliches angebot; mündliche
        zusage; angebot mündlich; offre verbale; offre orale; promesse orale; accord verbal; proposta verbal; oferta
        verbal recebida; offerta verbale; offerta a voce; proposta verbale; mondeling aanbod; mondelinge toezegging
    """,
    Outcome.PENDING: """
        in progress; in process; ongoing; open; still open; active; waiting; still waiting; applied; awaiting;
        awaiting response; awaiting reply; awaiting answer; awaiting decision; submitted; sent; awaiting feedback;
        waiting for response; waiting for reply; waiting for answer; under review; waiting for decision; waiting to
        hear; waiting to hear back; in review; interview; interviewing; interviewed; interview scheduled; undecided;
        not decided; not yet decided; no decision yet; no answer yet; no reply yet; no response yet; not yet; to be
        decided; tbd; on hold; pendiente; en proceso; en curso; en espera; a la espera; esperando; esperando
        respuesta; abierto; abierta; activo; activa; nada todavía; todavía nada; aún nada; sin decidir; por decidir;
        entrevista; en revisión; en trámite; postulado; postulada; solicitud enviada; offen; noch offen; läuft;
        laufend; im prozess; in bearbeitung; in prüfung; beworben; bewerbung gesendet; bewerbung verschickt;
        gesendet; abgeschickt; eingereicht; wartend; warten; ausstehend; im gespräch; gespräch;
        vorstellungsgespräch; noch keine antwort; en cours; en attente; en attente de réponse; candidature envoyée;
        envoyé; envoyée; postulé; ouvert; ouverte; entretien; entretien prévu; en cours d'examen; pas encore de
        réponse; em andamento; em processo; em análise; em espera; aguardando; aguardando resposta; aguardando
        retorno; a aguardar; enviado; enviada; candidatura enviada; candidatei me; aberto; aberta; entrevista
        agendada; entrevista marcada; ainda sem resposta; in corso; in attesa; in attesa di risposta; in
        valutazione; candidatura inviata; inviato; inviata; aperto; aperta; colloquio; colloquio fissato; ancora
        nessuna risposta; lopend; loopt; in behandeling; in afwachting; wachtend; wachten op antwoord;
        gesolliciteerd; verstuurd; verzonden; gesprek; gesprek gepland; nog geen antwoord; nog geen reactie
    """,
}
"""What else an outcome is called in English, Spanish, German, French, Portuguese, Italian and Dutch, separated by
semicolons. "Declined" alone is the person's own no to an offer; "turned down" and "abgelehnt" alone are theirs."""

ORDINALS = ("first", "second", "third", "final", "last", "1st", "2nd", "3rd")
ROUNDS = (
    *("screening", "phone screen", "phone interview", "interview", "the interview", "interviews", "onsite", "on site"),
    *("application", "assessment", "test", "case study", "final"),
    *(f"{ordinal}{kind}" for ordinal in ORDINALS for kind in (" interview", " round", " stage", " round interview")),
)

WHEN = ("after", "at", "post")
"""What stands between "rejected" and a round."""


def outcome_terms(language: Language) -> Iterator[tuple[str, Outcome]]:
    """Every text that means an outcome, with it: options in English and this language, and synonyms.

    A text with accents comes without them too.
    """
    for outcome in Outcome:
        option, synonyms = OUTCOME_OPTIONS[outcome], " ".join(SYNONYMS[outcome].split()).split("; ")
        in_a_round = [f"rejected {when} {each}" for when in WHEN for each in ROUNDS if outcome is Outcome.REJECTED]
        for text in (outcome.value, option, language.message(option), *synonyms, *in_a_round):
            yield from dict.fromkeys([(text, outcome), (fold_text(text), outcome)])
