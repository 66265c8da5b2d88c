"""The long names of the months in more languages, without accents and as they stand in dates (Unicode CLDR)."""

LONG_NAMES = {
    name: month
    for month, names in enumerate(
        (
            "gener gennaio ianuarie jaanuar janeiro januara januari janvaris leden ledna ocak sausio sausis "
            "styczen stycznia tammikuu tammikuuta ιανουαριοσ ιανουαριου січень січня январь января януари",
            "febbraio februara februari februarie februaris fevereiro helmikuu helmikuuta lutego luty subat unor "
            "unora vasario vasaris veebruar φεβρουαριοσ φεβρουαριου лютии лютого февраль февраля февруари",
            "brezen brezna kovas kovo maaliskuu maaliskuuta maart marca marcius marco marec mart martie marts "
            "marzec μαρτιοσ μαρτιου березень березня март марта",
            "aprila aprile aprilie aprilis aprill balandis balandzio duben dubna huhtikuu huhtikuuta kwiecien "
            "kwietnia nisan απριλιοσ απριλιου апрель апреля април квітень квітня",
            "geguze geguzes kveten kvetna maggio maig maijs maio maj maja majus mayıs mei toukokuu toukokuuta "
            "μαιοσ μαιου маи мая травень травня",
            "birzelio birzelis cerven cervna czerwca czerwiec giugno haziran iunie juna junho junij junijs junius "
            "juny juuni kesakuu kesakuuta ιουνιοσ ιουνιου июнь июня червень червня юни",
            "cervence cervenec heinakuu heinakuuta iulie jula julho julij julijs juliol julius juuli liepa liepos "
            "lipca lipiec luglio temmuz ιουλιοσ ιουλιου июль июля липень липня юли",
            "agustos augusta augusti augusts augustus augusztus avgust elokuu elokuuta rugpjucio rugpjutis "
            "sierpien sierpnia srpen srpna αυγουστοσ αυγουστου август августа серпень серпня",
            "eylul rugsejis rugsejo septembra septembrie septembris setembre setembro settembre syyskuu syyskuuta "
            "szeptember wrzesien wrzesnia zari σεπτεμβριοσ σεπτεμβριου вересень вересня сентябрь сентября "
            "септември",
            "ekim lokakuu lokakuuta octombrie oktobra oktobris oktoober ottobre outubro pazdziernik pazdziernika "
            "rijen rijna spalio spalis οκτωβριοσ οκτωβριου жовтень жовтня октомври октябрь октября",
            "kasım lapkricio lapkritis listopad listopada listopadu marraskuu marraskuuta noiembrie novembra "
            "novembris novembro νοεμβριοσ νοεμβριου листопад листопада ноември ноябрь ноября",
            "aralık decembra decembrie decembris desember desembre detsember dezembro dicembre grudnia grudzien "
            "gruodis gruodzio joulukuu joulukuuta prosince prosinec δεκεμβριοσ δεκεμβριου грудень грудня декабрь "
            "декабря декември",
        ),
        start=1,
    )
    for name in names.split()
}
"""Name -> month, 1..12; names of two different months are left out."""
