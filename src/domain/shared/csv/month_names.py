"""Names of months as programs write them, by language: whole, cut short, and as they stand in a date.

The names are those of the Unicode Common Locale Data Repository, some more that shops' programs use, and for French,
Spanish, Portuguese and Polish the common spellings without accents. Some names are different months in different
languages: ``listopad`` is October in Croatian and November in Polish.
"""

# ruff: noqa: RUF001  # names are written in the scripts they belong to
from __future__ import annotations

from typing import Final

#: By language (ISO 639-1): twelve months, separated by ``|``, with their names separated by blanks.
_TABLE: Final = {
    "en": """
        january jan | february feb | march mar | april apr | may | june jun | july jul | august aug | september sep
        sept | october oct | november nov | december dec
    """,
    "de": """
        januar jan jänner jän | februar feb | märz mär mrz | april apr | mai | juni jun | juli jul | august aug |
        september sept sep | oktober okt | november nov | dezember dez
    """,
    "fr": """
        janvier janv jan | février févr fevrier fevr fev fév | mars mar | avril avr | mai | juin | juillet juil
        juill | août aout | septembre sept | octobre oct | novembre nov | décembre déc decembre dec
    """,
    "es": """
        enero ene | febrero feb | marzo mar | abril abr | mayo may | junio jun | julio jul | agosto ago | septiembre
        sept sep set setiembre | octubre oct | noviembre nov | diciembre dic
    """,
    "it": """
        gennaio gen | febbraio feb | marzo mar | aprile apr | maggio mag | giugno giu | luglio lug | agosto ago |
        settembre set | ottobre ott | novembre nov | dicembre dic
    """,
    "nl": """
        januari jan | februari feb | maart mrt | april apr | mei | juni jun | juli jul | augustus aug | september
        sep | oktober okt | november nov | december dec
    """,
    "pt": """
        janeiro jan | fevereiro fev | março mar marco | abril abr | maio mai | junho jun | julho jul | agosto ago |
        setembro set | outubro out | novembro nov | dezembro dez
    """,
    "pl": """
        stycznia sty styczeń styczen | lutego lut luty | marca mar marzec | kwietnia kwi kwiecień kwiecien | maja
        maj | czerwca cze czerwiec | lipca lip lipiec | sierpnia sie sierpień sierpien | września wrz wrzesień
        wrzesien | października paź październik pazdziernika pazdziernik paz | listopada lis listopad | grudnia gru
        grudzień grudzien
    """,
    "da": """
        januar jan | februar feb | marts mar | april apr | maj | juni jun | juli jul | august aug | september sep |
        oktober okt | november nov | december dec
    """,
    "sv": """
        januari jan | februari feb | mars | april apr | maj | juni | juli | augusti aug | september sep | oktober
        okt | november nov | december dec
    """,
    "nb": """
        januar jan | februar feb | mars mar | april apr | mai | juni jun | juli jul | august aug | september sep |
        oktober okt | november nov | desember des
    """,
    "fi": """
        tammikuuta tammi tammikuu | helmikuuta helmi helmikuu | maaliskuuta maalis maaliskuu | huhtikuuta huhti
        huhtikuu | toukokuuta touko toukokuu | kesäkuuta kesä kesäkuu | heinäkuuta heinä heinäkuu | elokuuta elo
        elokuu | syyskuuta syys syyskuu | lokakuuta loka lokakuu | marraskuuta marras marraskuu | joulukuuta joulu
        joulukuu
    """,
    "cs": """
        ledna led leden | února úno únor | března bře březen | dubna dub duben | května kvě květen | června čvn
        červen | července čvc červenec | srpna srp srpen | září zář | října říj říjen | listopadu lis listopad |
        prosince pro prosinec
    """,
    "sk": """
        januára jan január | februára feb február | marca mar marec | apríla apr apríl | mája máj | júna jún | júla
        júl | augusta aug august | septembra sep september | októbra okt október | novembra nov november | decembra
        dec december
    """,
    "hu": """
        január jan | február febr | március márc | április ápr | május máj | június jún | július júl | augusztus aug
        | szeptember szept | október okt | november nov | december dec
    """,
    "ro": """
        ianuarie ian | februarie feb | martie mar | aprilie apr | mai | iunie iun | iulie iul | august aug |
        septembrie sept | octombrie oct | noiembrie nov | decembrie dec
    """,
    "hr": """
        siječnja sij siječanj | veljače velj veljača | ožujka ožu ožujak | travnja tra travanj | svibnja svi svibanj
        | lipnja lip lipanj | srpnja srp srpanj | kolovoza kol kolovoz | rujna ruj rujan | listopada lis listopad |
        studenoga stu studeni | prosinca pro prosinac
    """,
    "sl": """
        januar jan | februar feb | marec mar | april apr | maj | junij jun | julij jul | avgust avg | september sep
        | oktober okt | november nov | december dec
    """,
    "sr": """
        januar jan | februar feb | mart mar | april apr | maj | jun | jul | avgust avg | septembar sep | oktobar okt
        | novembar nov | decembar dec
    """,
    "lt": """
        sausio saus sausis | vasario vas vasaris | kovo kov kovas | balandžio bal balandis | gegužės geg gegužė |
        birželio birž birželis | liepos liep liepa | rugpjūčio rugp rugpjūtis | rugsėjo rugs rugsėjis | spalio spal
        spalis | lapkričio lapkr lapkritis | gruodžio gruod gruodis
    """,
    "lv": """
        janvāris janv | februāris febr | marts | aprīlis apr | maijs | jūnijs jūn | jūlijs jūl | augusts aug |
        septembris sept | oktobris okt | novembris nov | decembris dec
    """,
    "et": """
        jaanuar jaan | veebruar veebr | märts | aprill apr | mai | juuni | juuli | august aug | september sept |
        oktoober okt | november nov | detsember dets
    """,
    "tr": """
        ocak oca | şubat şub | mart mar | nisan nis | mayıs may | haziran haz | temmuz tem | ağustos ağu | eylül eyl
        | ekim eki | kasım kas | aralık ara
    """,
    "ca": """
        gener gen | febrer febr | març | abril abr | maig | juny | juliol jul | agost ag | setembre set | octubre
        oct | novembre nov | desembre des
    """,
    "gl": """
        xaneiro xan | febreiro feb | marzo mar | abril abr | maio | xuño | xullo xul | agosto ago | setembro set |
        outubro out | novembro nov | decembro dec
    """,
    "eu": """
        urtarrila urt | otsaila ots | martxoa mar | apirila api | maiatza mai | ekaina eka | uztaila uzt | abuztua
        abu | iraila ira | urria urr | azaroa aza | abendua abe
    """,
    "id": """
        januari jan | februari feb | maret mar | april apr | mei | juni jun | juli jul | agustus agu | september sep
        | oktober okt | november nov | desember des
    """,
    "ru": """
        января янв январь | февраля февр февраль | марта мар март | апреля апр апрель | мая май | июня июн июнь |
        июля июл июль | августа авг август | сентября сент сентябрь | октября окт октябрь | ноября нояб ноябрь |
        декабря дек декабрь
    """,
    "uk": """
        січня січ січень | лютого лют лютий | березня бер березень | квітня квіт квітень | травня трав травень |
        червня черв червень | липня лип липень | серпня серп серпень | вересня вер вересень | жовтня жовт жовтень |
        листопада лист листопад | грудня груд грудень
    """,
    "be": """
        студзеня сту студзень | лютага лют люты | сакавіка сак сакавік | красавіка кра красавік | мая май | чэрвеня
        чэр чэрвень | ліпеня ліп ліпень | жніўня жні жнівень | верасня вер верасень | кастрычніка кас кастрычнік |
        лістапада ліс лістапад | снежня сне снежань
    """,
    "bg": """
        януари яну | февруари фев | март | април апр | май | юни | юли | август авг | септември сеп | октомври окт |
        ноември ное | декември дек
    """,
    "el": """
        ιανουαρίου ιαν ιανουάριοσ | φεβρουαρίου φεβ φεβρουάριοσ | μαρτίου μαρ μάρτιοσ μάρ | απριλίου απρ απρίλιοσ |
        μαΐου μαΐ μάιοσ μάι | ιουνίου ιουν ιούνιοσ ιούν | ιουλίου ιουλ ιούλιοσ ιούλ | αυγούστου αυγ αύγουστοσ αύγ |
        σεπτεμβρίου σεπ σεπτέμβριοσ | οκτωβρίου οκτ οκτώβριοσ | νοεμβρίου νοε νοέμβριοσ νοέ | δεκεμβρίου δεκ
        δεκέμβριοσ
    """,
}


def _by_name() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for language, table in _TABLE.items():
        for month, listed in enumerate(table.split("|"), start=1):
            for name in listed.split():
                names.setdefault(name, {})[language] = month
    return names


#: The month by language, by name in lower case without a full stop.
MONTHS: Final = _by_name()
