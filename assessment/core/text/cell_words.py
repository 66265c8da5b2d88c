"""Words that stand in the cells of spreadsheets and survey exports: yes and no in ten languages, and no answer."""

from assessment.core.text.cleaning import fold_text

YES_LINE = (
    "yes y true ja j wahr oui o vrai si s verdadero vero sim verdadeiro waar juist tak prawda sand sann sant kylla "
    "tosi ok okay done erledigt hecho hecha fait faite fatto fatta feito feita gedaan gjort klar klart zrobione valmis "
    "x finished completed complete fertig abgeschlossen termine terminee terminado terminada completado completada "
    "completato completata concluido concluida voltooid afgerond"
)
NO_LINE = (
    "no n false nein falsch non faux falso nao falsa onwaar nee nie fałsz falsz falsk falskt usand nej nei ei epatosi"
)
YES, NO = frozenset(YES_LINE.split()), frozenset(NO_LINE.split())
"""The words of yes and of no, as `fold_text` leaves them."""

TICKS, CROSSES = frozenset("✓✔☑✅🗹🗸√"), frozenset("☐✗✘❌❎✖🗴⬜")
LONGEST_WORD = 60
SELECTORS = "\ufe0e\ufe0f"
"""Characters after a sign that ask for it in colour, or as plain text."""

UNANSWERED_LINE = (
    "na;n/a;#n/a;n.a.;nan;null;#null!;none;nil;missing;unknown;undefined;blank;(blank);empty;(empty);-9;-99;-999;-1;"
    "no answer;no_answer_selected;no answer selected;not answered;unanswered;seen but unanswered;skipped;"
    "not applicable;prefer not to say;prefer not to answer;don't know;dont know;do not know;not sure;"
    "#value!;#ref!;#div/0!;#name?;#num!;#nv;#wert!;#bezug!;#valeur!;#valor!;keine angabe;k. a.;k.a.;"
    "weiß nicht;sans réponse;ne sait pas;sin respuesta;no contesta;no sabe;ns/nc;no aplica;"
    "n/d;s/d;sem resposta;nessuna risposta;geen antwoord"
)
UNANSWERED = frozenset(map(fold_text, UNANSWERED_LINE.split(";")))


def yes_or_no(text: str) -> bool | None:
    """Whether a cell says yes, by a word or a tick; None where it says neither."""
    word = fold_text(text).strip(SELECTORS + " .![]()")
    if word in YES or (word and set(word) <= TICKS):
        return True
    return False if word in NO or (word and set(word) <= CROSSES) else None


def is_unanswered(text: str) -> bool:
    """Whether a cell is empty or says that there is no answer."""
    word = fold_text(text[:LONGEST_WORD]).strip("<>[] ").replace("\u2019", "'")
    return word in UNANSWERED or not any(letter.isalnum() or letter in TICKS | CROSSES for letter in word)
