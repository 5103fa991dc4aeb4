"""Names to put in place of the names that the corpus is full of, so that no name tells what a source is."""

# ruff: noqa: SIM905 - names are read more easily as running text
from __future__ import annotations

import random
from collections.abc import Callable

FREQUENT_SURNAMES = frozenset(
    "Trump Clinton Obama Sanders Cruz Rubio Bush Kasich Carson Pence Kaine Ryan McConnell Christie Fiorina Paul "
    "Romney McCain Biden Warren Graham Walker Huckabee Santorum Jindal Webb Reid Pelosi Kerry Comey Lynch Podesta "
    "Conway Manafort Lewandowski Bannon Giuliani Gingrich Sessions Flynn Reagan Putin Assad Netanyahu Stein Johnson "
    "Perry Pataki Gilmore Priebus Schultz Mook Fallon Abedin Mills Powell Cheney Rove Palin Holder Kelly Cuomo "
    "Blasio Bloomberg Soros Koch Buffett Adelson Hannity Limbaugh Spicer Farage Cameron Merkel Francis".split()
)
FREQUENT_FORENAMES = frozenset(
    "Donald Hillary Bill Barack Bernie Ted Marco Jeb John Ben Mike Tim Paul Mitch Chris Carly Rand Mitt Joe Elizabeth "
    "Lindsey Scott Rick Bobby Harry Nancy James Loretta Kellyanne Corey Steve Rudy Newt Jeff Michael George Robert "
    "David Huma Cheryl Colin Karl Sarah Eric Ivanka Melania Chelsea Michelle Jane Megyn Sean Vladimir Jill Gary "
    "Reince Debbie Robby Brian Jennifer Mary Kevin Mark Tom Peter Charles Jim".split()
)
FREQUENT_OUTLETS = frozenset("CNN MSNBC NBC CBS ABC Fox Politico Breitbart Reuters Bloomberg NPR BuzzFeed AP".split())
FREQUENT_PLACES = frozenset(
    "America Iran Iraq Syria Russia China Mexico Israel Libya Ohio Florida Iowa Nevada Texas Pennsylvania Michigan "
    "Wisconsin Virginia California Washington Benghazi Ukraine Germany Britain Cuba Turkey".split()
)
FREQUENT_PEOPLES = frozenset("American Russian Chinese Mexican Iranian Israeli Syrian British German".split())
SURNAMES = (
    "Nakamura Okafor Lindqvist Haddad Petrenko Castellano Mbeki Varga Ferreira Dlamini Novak Andersson Rahman Koh "
    "Schreiber Moreau Jimenez Kowalczyk Tanaka Abubakar Wang Zhao Xiao Huang Sharma Iyer Banerjee Khan Hosseini Suzuki "
    "Park Nguyen Santos Almeida Rossi Bianchi Duarte Fischer Weber Becker Dubois Lefebvre Laurent Ivanov Sokolov Popov "
    "Yilmaz Demir Kaya Papadakis Stavros Horvat Jovanovic Balogh Nagy Virtanen Korhonen Larsen Nielsen Berg Murphy "
    "Gallagher Hughes Bennett Whitfield Adeyemi Mensah Kamau Otieno Tesfaye Hassan Mansour Farouk Cohen Levi Mizrahi "
    "Chaudhry Malik Bhatt Fernando Perera Tran Pham Widodo Santoso Reyes Cruzado Quispe Mamani Herrera Fuentes".split()
)
FORENAMES = (
    "Aiko Chidi Ingrid Layla Oksana Pablo Thabo Eszter Rui Nomsa Petra Lars Farah Min Greta Camille Sofia Marek Yuki "
    "Amina Yaqing Ling Wei Jun Priya Arjun Sunita Omar Reza Kenji Jisoo Linh Maria Tiago Luca Chiara Bruno Jonas Karin "
    "Helene Antoine Dmitri Natalia Mehmet Elif Eleni Nikos Ivana Goran Aino Erik Siobhan Declan Grace Oliver Kofi "
    "Wanjiru Yasmin Karim Miriam Yael Fatima Imran Dilani Budi Rosa Diego Lucia".split()
)
OUTLETS = (
    "Xinhua Kyodo Yonhap Haaretz Spiegel Monde Figaro Corriere Clarin Folha Dawn Mint Caixin Yomiuri Asahi TASS "
    "Interfax AFP DPA ANSA EFE BBC ITV RTE ZDF NHK Axios Nikkei Handelsblatt Kommersant Hurriyet".split()
)
PLACES = (
    "Japan Brazil Kenya Vietnam Poland Chile Portugal Ghana Indonesia Norway Peru Egypt Greece Australia Beijing Hanoi "
    "Warsaw Nairobi Lima Osaka Taiwan India Pakistan Nigeria Ethiopia Colombia Hungary Sweden Malaysia Thailand".split()
)
PEOPLES = "Japanese Brazilian Kenyan Vietnamese Polish Chilean Australian Indian Nigerian Swedish Korean Thai".split()
LISTS = (
    (FREQUENT_SURNAMES, SURNAMES),
    (FREQUENT_FORENAMES, FORENAMES),
    (FREQUENT_OUTLETS, OUTLETS),
    (FREQUENT_PLACES, PLACES),
    (FREQUENT_PEOPLES, PEOPLES),
)


def swap_of(rng: random.Random) -> Callable[[str], list[str] | None]:
    """A function from a word to the words in its place (None: it stays); equal words get equal answers."""
    chosen: dict[str, list[str]] = {}

    def swap(word: str) -> list[str] | None:
        known = chosen.get(word)
        if known is None and word[0].isupper():
            for frequent, others in LISTS:
                if word in frequent:
                    known = chosen[word] = [rng.choice(others)]
                    break
        return known

    return swap
