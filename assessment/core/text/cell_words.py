"""Words that stand in the cells of spreadsheets and survey exports: yes and no in ten languages, and no answer."""

import unicodedata

from assessment.core.text.cleaning import fold_text

YES_LINE = (
    "yes y true ja j wahr oui o vrai si s verdadero vero sim verdadeiro waar juist tak prawda sand sann sant kylla "
    "tosi ok okay done erledigt hecho hecha fait faite fatto fatta feito feita gedaan gjort klar klart zrobione valmis "
    "x finished completed complete fertig abgeschlossen termine terminee terminado terminada completado completada "
    "completato completata concluido concluida voltooid afgerond listo lista realizado realizada "
    "cumplido cumplida"
)
NO_LINE = (
    "no n false nein falsch non faux falso nao falsa onwaar nee nie fałsz falsz falsk falskt usand nej nei ei epatosi"
)
YES, NO = frozenset(YES_LINE.split()), frozenset(NO_LINE.split())
"""The words of yes and of no, as `fold_text` leaves them."""

TICKS, CROSSES = frozenset("✓✔☑✅🗹🗸√👍"), frozenset("☐✗✘❌❎✖🗴⬜□◻")
SHAPES = frozenset(map(chr, range(0x25A0, 0x2600)))
"""Squares, circles and the like, which may stand for a tick or for none."""
LONGEST_WORD = 60
SELECTORS = "\ufe0e\ufe0f"
"""Characters after a sign that ask for it in colour, or as plain text."""
AROUND_WORDS = SELECTORS + " .![]()"
AROUND_YES, AROUND_NO = AROUND_WORDS + "".join(TICKS), AROUND_WORDS + "".join(CROSSES)
"""What may stand before and after a word of yes, and of no; a tick or a cross says it also without a word."""

UNANSWERED_LINE = (
    "na;n/a;#n/a;n.a.;n.a;nan;null;#null!;none;nil;\\n;missing;unknown;undefined;blank;empty;-1;-9;-66;-77;-88;-99;-999;"
    "no answer;no_answer_selected;no answer selected;not answered;unanswered;seen but unanswered;skipped;"
    "question skipped;n/r;not asked;not applicable;does not apply;not relevant;not available;no data;"
    "not provided;not given;not stated;not specified;unspecified;not known;not yet known;n/k;tbd;tbc;to be confirmed;"
    "to be determined;prefer not to say;prefer not to answer;i'd rather not say;rather not say;"
    "declined to answer;refused to answer;don't know;dont know;do not know;i don't know;idk;dk/na;not sure;unsure;"
    "i'm not sure;i am not sure;no idea;no opinion;can't say;don't remember;i don't remember;can't remember;"
    "please select;please choose;select one;choose one;choose an option;select an option;"
    "#value!;#ref!;#div/0!;#name?;#num!;#nv;#wert!;#bezug!;#valeur!;#valor!;keine angabe;k. a.;k.a.;"
    "weiß nicht;bitte wählen;sans réponse;ne sait pas;"
    "no sé;no lo sé;no sabe;no contesta;no sabe / no contesta;no sabe/no contesta;ns/nc;ns-nc;n/s;n/c;s/r;s/i;"
    "no responde;no respondió;no contestó;no contestado;no contestada;sin respuesta;sin responder;sin contestar;"
    "sin dato;sin datos;sin información;sin especificar;no especificado;no especificada;no disponible;no aplica;"
    "no procede;no corresponde;no recuerdo;no lo recuerdo;no me acuerdo;no estoy seguro;no estoy segura;"
    "no estoy seguro/a;prefiero no decirlo;prefiero no contestar;prefiero no responder;desconocido;desconocida;"
    "se desconoce;por determinar;por confirmar;por definir;vacío;en blanco;nulo;seleccione;seleccione una opción;"
    "selecciona una opción;elija una opción;elige una opción;#n/d;#¡valor!;#¡ref!;#¿nombre?;#¡div/0!;#¡num!;"
    "#¡nulo!;#nulo!;n/d;s/d;sem resposta;nessuna risposta;geen antwoord"
)
UNANSWERED = frozenset(map(fold_text, UNANSWERED_LINE.split(";")))


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes, by a word, a tick or both; None where it says neither."""
    word = fold_text(text).strip(AROUND_WORDS)
    beside_tick, beside_cross = word.strip(AROUND_YES), word.strip(AROUND_NO)
    if word and (not beside_tick or beside_tick in YES):
        return True
    return False if word and (not beside_cross or beside_cross in NO) else None


def is_unanswered(text: str) -> bool:
    """Whether a cell is empty or says that there is no answer."""
    word = fold_text(text[:LONGEST_WORD]).strip("<>[]() ").replace("\u2019", "'")
    return (
        word in UNANSWERED or word.strip("-\u2013\u2014. \u2026") in UNANSWERED or not any(map(_says_something, word))
    )


def _says_something(sign: str) -> bool:
    """Whether a character is a letter, a digit or a picture, whatever the picture means."""
    return sign.isalnum() or sign in SHAPES or sign in TICKS or unicodedata.category(sign) == "So"
