"""Which of the eight-bit encodings a French text is in: its letters are believed, no declaration.

Old programs write MacRoman and the DOS code pages; each of them makes letters of bytes that are
letters in Windows-1252 too. A reading is measured by what French names hold: words that are known,
letters between letters that French puts them between, capitals among capitals. Where two readings
are as likely, or a line reads as a name in another encoding only, nothing is guessed.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from certui.rosters import places

if TYPE_CHECKING:
    from collections.abc import Iterable

# Words of headings and values, and first and family names that have accents. Their beginnings,
# endings and groups of three letters are known with them.
_KNOWN: Final = frozenset(
    """
    prénom prénoms élève élèves né née nés numéro libellé libellés département féminin garçon
    garçons régime décision identité civilité année années première troisième deuxième quatrième
    cinquième sixième générale général âge téléphone précédente précédent école collège lycée
    référence établissement étrangère étranger français française généré clé éléments
    élémentaire à où été très août février décembre forêt île rôle mère père frère sœur cœur
    œuvre majoré édité édition légal scolarité spécialité allergène déjà âgé répertoire adélaïde
    adèle adélie aïcha aïda aïssa aïssatou aliénor amélia amélie anaë anaëlle anaïs andré andréa
    andrée angèle angélina angéline angélique annaëlle armèle aurélia aurélie aurélien bénédicte
    bénédict bérénice bérangère bérengère benoît barnabé béatrice camélia cécile cécilia
    célestin célestine célia célian célie céline césaire césar chloé chloë clélia clémence
    clément clémentine cléo cléophée cléa côme daphné danaé débora déborah désiré désirée diégo
    éden édith édouard éléa élénore éléonore éléna élia élias élie éliott éline élisa élisabeth
    élise élodie éloan éloi éloïse émeline émeric émile émilie émilien émilienne énora éric
    érica éthan étienne eugène eugénie évan évane évelyne evène ève félicia félicie félicité
    félix françois françoise frédéric frédérique gaël gaëlle gaëtan gaëtane geneviève gérald
    géraldine gérard gédéon grégoire grégory guenaëlle gwénaël gwénaëlle gwenaëlle hélène
    héloïse hervé honoré hélios hilère inès ilyès irène ismaël israël jérémie jérémy jérôme joël
    joëlle joséphine josé josée judicaël kévin kaïna kaïs laëtitia laétitia lætitia léa léandre
    léane léana léna léo léon léonard léonie léonor léontine léopold léopoldine léïla leïla
    lévana lévi loïc loïs loïse lucrèce maé maël maëlan maëlie maëlle maëlys maëlyne maïa maïlys
    maïssa maïté maïwenn malïa mathéo mathéa mélanie mélina mélinda méline mélissa mélodie
    mélody mérédith michaël michèle mickaël mikaël milène moïra moïse naël naëlle naïa naïla
    nathanaël nathanaëlle nélia nicéphore noé noël noëlle noélia noémi noémie océane océan
    ophélie orphée pénélope philomène raphaël raphaëlle régine régis rémi rémy rené renée romée
    roméo salomé samuël sébastien ségolène séléna séréna séverine séverin solène soizïc soléane
    stéphane stéphanie taïna thaïs théo théodore théophile théophane thérèse thaïna timéa timéo
    timothée tiphène valère valérie valérian valérien véronique yaël yaëlle yoël ysée zélie
    zénaïde zoé zoë zéphyr lefèvre lefébure leclère bégué bérenger bézard boulé bénard chrétien
    crépin crété delépine déchamps dépré duprés dufrêne dubé féray férand ferré fréchet frémont
    génin géraud gérin girardé gréco guérin guénot guérard hébert hélary hénaff hérault hétier
    hérisson jégou lépine léger légé léost lévêque lévy léveillé maître lemaître malécot mazé
    ménard méré mériau métayer michéa moné morère orhès pécot pélissier péret périn pérez
    perrière pérol poirée pré prévost prévôt quémener quéré régnier rémond rivière rolée roché
    sénéchal sévère tessière thévenet thévenot théry thébault thoméré trémoulet vallée vallière
    verdière véron vésin brûlé brûlet côté côte goût hôte crête tête bôle chêne frêne duchêne
    duchâtel châtel château gâteau bâtard pâris évêque haÿ naïve caïn raïs saïd saïda zaïd haïm
    aïm müller günter jürgen schröder björn königs françon rançon maçon garçonnet alençon
    besançon curaçao lançon
    """.split()  # noqa: SIM905 - a page of words
)
_ACCENTED: Final = frozenset("àâäçéèêëîïôöùûüÿæœ")
# Seldom met in French: ä, ö and ÿ are what old encodings have where others have è, ô and ˜.
_SELDOM: Final = frozenset("äöæÿ")
# What stands between words, or between letters as these do: « L’HAŸ », « n° », « Jean – Marie ».
_BETWEEN: Final = frozenset("’‘–—·\u00a0")
_AROUND: Final = frozenset({*"“”„…°º§€\u00a0–—’‘²", "«", "»"})
_HIGH: Final = re.compile(rb"[\x80-\xff]+")
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]*")
_WORD_END: Final = re.compile(rb"[A-Za-z\x80-\xff]{0,40}\Z")
_RUN: Final = re.compile(r"[^\W\d_]+")
# As many words as tell any encoding from another.
_MOST_WORDS: Final = 2_000
_MOST_MET: Final = 50_000
_LONGEST: Final = 40
_SEEN_TWICE: Final = 2

# What a reading costs: nothing where French is as it is known.
_KNOWN_WORD: Final = -3.0
_RARE: Final = 0.75
_UNHEARD: Final = 1.0
_FOREIGN: Final = 2.0
_SMALL_BEGINNING: Final = 0.5
_SMALL_IN_CAPITALS: Final = 1.5
_CAPITAL_INSIDE: Final = 3.0
_SIGN_INSIDE: Final = 4.0
# Letters of other languages; families of Spain are the most.
_OTHERS: Final = dict.fromkeys("áíóúãõåøßšžìòýðþ", _FOREIGN) | {"ñ": _UNHEARD}
_DASH_INSIDE: Final = 2.5
_SIGN: Final = 0.25
_BLANK_AT_END: Final = 1.75
# How much less a reading costs than any other before it is believed.
_MARGIN: Final = 0.75
# What each letter that is not ASCII may cost at most; Greek and Russian ones cost more.
_COSTLY: Final = 2.0


_LAST_ASCII: Final = 0x7F


class Reading(NamedTuple):
    """A text as one encoding has it.

    Attributes:
        codec: the encoding, as Python has it.
        cost: what it is measured to be; the lower, the more like French.
    """

    codec: str
    cost: float


class Doubt(NamedTuple):
    """A word that tells nothing, or something else than the others.

    Attributes:
        position: of its first byte.
        readings: what it may be.
    """

    position: int
    readings: tuple[str, ...]


def told(content: bytes, codecs: tuple[str, ...]) -> str | Doubt | None:
    """Which of these encodings a text is in.

    Args:
        content: bytes that are no UTF-8.
        codecs: the encodings, as Python has them, the likeliest first.

    Returns:
        One of them; what leaves a doubt; None when it is French in none of them.
    """
    words = _words(content)
    costs = {codec: _costs(words, codec) for codec in codecs}
    possible = sorted(
        (Reading(codec, sum(of.values())) for codec, of in costs.items() if of is not None),
        key=lambda one: one.cost,
    )
    if not possible:
        return None
    best = possible[0]
    if best.codec != codecs[0] and best.cost > _COSTLY * _signs(words):
        return None
    for other in possible[1:]:
        differing = [word for word in words if _differ(word, best.codec, other.codec)]
        margin = 0.0 if best.codec == codecs[0] else _MARGIN
        ahead = other.cost - best.cost
        if differing and (ahead < margin or not ahead):
            return _doubt(words, differing[0], best.codec, other.codec)
    mixed = _mixed(words, costs, best.codec)
    return mixed or best.codec


def _signs(words: Iterable[bytes]) -> int:
    """How many bytes are not ASCII."""
    return sum(byte > _LAST_ASCII for word in words for byte in word)


def _words(content: bytes) -> dict[bytes, int]:
    """The different words that are not ASCII, with where they stand first."""
    words: dict[bytes, int] = {}
    for found in itertools.islice(_HIGH.finditer(content), _MOST_MET):
        # No longer on either side than any word, so that no crafted file takes long.
        start, end = found.start(), min(found.end(), found.start() + _LONGEST)
        before = _WORD_END.search(content, max(0, start - _LONGEST), start)
        after = _WORD.match(content, end, end + _LONGEST)
        begin = before.start() if before else start
        words.setdefault(content[begin : after.end() if after else end], begin)
        if len(words) >= _MOST_WORDS:
            break
    return words


def _costs(words: dict[bytes, int], codec: str) -> dict[bytes, float] | None:
    """What each word costs in an encoding; None when one is nothing in it."""
    costs: dict[bytes, float] = {}
    for word in words:
        text = word.decode(codec, errors="replace")
        if "\ufffd" in text or any("\x80" <= char <= "\x9f" for char in text):
            return None
        costs[word] = _cost(text)
    return costs


def _mixed(
    words: dict[bytes, int], costs: dict[str, dict[bytes, float] | None], codec: str
) -> Doubt | None:
    """A word that is none in the encoding of the others, and a known one in another."""
    believed = costs[codec] or {}
    for other, of in costs.items():
        for word, cost in (of or {}).items():
            # « à » alone between signs is no word that a name was meant to be.
            longest = max(map(len, _RUN.findall(word.decode(other))), default=0)
            if cost < 0 and longest > 1 and believed[word] >= _CAPITAL_INSIDE:
                return _doubt(words, word, codec, other)
    return None


def _differ(word: bytes, one: str, other: str) -> bool:
    return word.decode(one, errors="replace") != word.decode(other, errors="replace")


def _doubt(words: dict[bytes, int], word: bytes, *codecs: str) -> Doubt:
    return Doubt(words[word], tuple(word.decode(codec, errors="replace") for codec in codecs))


@functools.lru_cache(maxsize=10_000)
def _cost(text: str) -> float:
    """What a word costs."""
    cost = sum(_sign(text, at) for at, char in enumerate(text) if _is_sign(char))
    for found in _RUN.finditer(text):
        if not found[0].isascii():
            cost += _of_run(found[0])
    return cost


def _is_sign(char: str) -> bool:
    return not char.isascii() and not _RUN.match(char)


def _sign(text: str, at: int) -> float:
    """What a sign costs where it stands."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    inside = bool(_RUN.match(before)) and bool(_RUN.match(after))
    char = text[at]
    if inside and char in _BETWEEN:
        # « Ao–t » is a letter lost, and « NU—EZ » may be: words stand on either side of a dash.
        return _DASH_INSIDE if char in "–—" else _SIGN
    if not inside and char in _AROUND:
        return _BLANK_AT_END if char == "\u00a0" and _RUN.match(before) else _SIGN
    return _SIGN_INSIDE if before or after else _FOREIGN


def _of_run(run: str) -> float:
    """What a run of letters costs."""
    small = run.lower()
    cost = _KNOWN_WORD if small in _KNOWN else 0.0
    for at, char in enumerate(run):
        if char.isascii():
            continue
        cost += _by_case(run, at)
        if small[at] in _ACCENTED:
            cost += _by_neighbours(f"^{small}$"[at : at + 3])
            cost += _RARE if small[at] in _SELDOM else 0.0
        else:
            cost += _OTHERS.get(small[at], _SIGN_INSIDE)
    return cost


def _by_case(run: str, at: int) -> float:
    """What a letter costs among the capitals and small letters beside it."""
    if run[at].isupper():
        return (
            _CAPITAL_INSIDE
            if any(char.islower() for char in run[:at])
            or (at and any(char.islower() for char in run[at:]))
            else 0.0
        )
    if any(char.isupper() for char in run[1:]):
        return _SMALL_IN_CAPITALS
    return 0.0 if at else _SMALL_BEGINNING


def _by_neighbours(group: str) -> float:
    """What a letter costs between two others."""
    groups, pairs = _heard()
    if group in groups:
        return 0.0
    return _RARE if group[:2] in pairs and group[1:] in pairs else _UNHEARD


@functools.cache
def _heard() -> tuple[frozenset[str], frozenset[str]]:
    """The groups of three and of two letters, around an accented one, that French has."""
    groups = Counter(
        group
        for name in places.table("communes.csv").values()
        for run in _RUN.findall(name)
        for group in _groups(run.lower())
    )
    known = {group for group, count in groups.items() if count >= _SEEN_TWICE}
    for word in _KNOWN:
        known.update(_groups(word))
    return frozenset(known), frozenset(
        pair for group in known for pair in (group[:2], group[1:]) if not pair.isascii()
    )


def _groups(word: str) -> list[str]:
    if word.isascii():
        return []
    bounded = f"^{word}$"
    return [bounded[at - 1 : at + 2] for at in range(1, len(bounded)) if bounded[at] in _ACCENTED]
