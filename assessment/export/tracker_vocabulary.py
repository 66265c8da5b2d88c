"""What trackers of applications call their columns, and a status that says that nobody applied yet."""

from collections.abc import Mapping
from functools import cache

from assessment.core.text.i18n import mark_for_translation
from assessment.core.text.terms import Vocabulary, letters_of, make_vocabulary

FIELD_LABELS: Mapping[str, str] = {
    "employer": mark_for_translation("Employer"),
    "role": mark_for_translation("Role"),
    "status": mark_for_translation("Status"),
    "outcome": mark_for_translation("Outcome"),
    "interview_date": mark_for_translation("Day of the interview"),
    "last_word_date": mark_for_translation("Last time you heard from them"),
    "contact": mark_for_translation("Person to contact"),
}
"""What an application takes from a tracker -> its label."""

HEADINGS: Mapping[str, str] = {
    "employer": """
        employer; company; company name; organisation; organization; employer name; firm; business; company/employer;
        company/organization; company/organisation; organization name; organisation name;
        empresa; compañía; empleador; nombre de la empresa; organización; entidad;
        firma; unternehmen; arbeitgeber; entreprise; société; employeur;
        azienda; società; datore di lavoro; organização; empregador; bedrijf; werkgever; organisatie
    """,
    "role": """
        role; position; job title; job position; title; job; position title; job role; role title; vacancy; opening;
        position/role; position applied for; job applied for; position name; role name; job name;
        title/role; role/title; position/title; position/job title;
        puesto; cargo; rol; posición; título del puesto; vacante; oferta de empleo; puesto de trabajo;
        puesto solicitado; puesto/rol; puesto/cargo;
        stelle; stellenbezeichnung; jobtitel; poste; intitulé du poste;
        posizione; ruolo; posição; vaga; functie; vacature; functietitel
    """,
    "status": """
        status; stage; state; application status; current status; job status; application stage; phase; list;
        current stage; status/stage; stage/status; application state;
        estado; etapa; fase; situación; estado de la candidatura; estado de la solicitud;
        estado actual; estado del proceso; estatus;
        stand; statut; étape; stato; situação; estágio
    """,
    "outcome": """
        outcome; final outcome; result; final result; resultado; resultado final; ergebnis; résultat;
        esito; risultato; resultaat; uitkomst
    """,
    "interview_date": """
        interview date; date of interview; day of the interview; interview; interviewed on; interview day;
        last interview; next interview; second interview; second interview date; interview at; interviewed at;
        interview date and time; interview date & time; interview date/time; 2nd interview; 2nd interview date;
        last interview date; next interview date;
        fecha de entrevista; fecha de la entrevista; fecha entrevista; día de la entrevista; entrevista;
        última entrevista; fecha y hora de la entrevista; segunda entrevista; fecha de la segunda entrevista;
        fecha de la última entrevista;
        vorstellungsgespräch; gesprächstermin; entretien; date d'entretien; date de l'entretien;
        colloquio; data del colloquio; data da entrevista; gesprek; datum gesprek; datum van het gesprek
    """,
    "last_word_date": """
        last contact; last contacted; last contact date; last heard; last heard from; last response; response date;
        date of response; date of last contact; heard back; heard back on; reply date; last reply; last word;
        último contacto; fecha de respuesta; última respuesta; fecha del último contacto;
        letzter kontakt; letzte antwort; dernier contact; dernière réponse;
        ultimo contatto; ultima risposta; último contato; última resposta; laatste contact; laatste reactie
    """,
    "contact": """
        contact; contact person; contact name; recruiter; recruiter name; hiring manager; interviewer; point of contact;
        contacto; persona de contacto; nombre del contacto; reclutador; reclutadora; entrevistador;
        ansprechpartner; ansprechpartnerin; kontakt; personne de contact; recruteur; recruteuse;
        contatto; referente; contato; recrutador; recrutadora; contactpersoon
    """,
}
"""Field -> what trackers in seven languages call it, separated by semicolons."""

NOT_APPLIED_LINE = (
    "wishlist;wishlisted;saved;bookmarked;bookmark;draft;to apply;applying;interested;not applied;not yet applied;"
    "planned;found;guardado;guardada;borrador;por aplicar;por enviar;pendiente de enviar;interesado;favoritos;"
    "gemerkt;vorgemerkt;merkliste;entwurf;geplant;zu bewerben;noch nicht beworben;"
    "à postuler;brouillon;favoris;enregistré;pas encore postulé;"
    "salvo;rascunho;a candidatar;salvato;bozza;da candidare;bewaard;concept;nog niet gesolliciteerd"
)
NOT_APPLIED = frozenset(map(letters_of, NOT_APPLIED_LINE.split(";")))
"""The letters of a status that says that nobody applied yet."""


@cache
def tracker_columns() -> Vocabulary:
    """What each heading of a tracker means."""
    words = [(word, name) for name, line in HEADINGS.items() for word in " ".join(line.split()).split("; ")]
    return make_vocabulary(HEADINGS, words)
