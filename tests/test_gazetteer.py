"""The gazetteers of countries, international bodies and metonyms: no name twice, no broken entry."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest

from kg.ids import actor_key
from kg.words.gazetteer import entry_named, exact_match, reading_of
from kg.words.lexicon import concepts_in, outlet_named

SKOS = "http://www.w3.org/2004/02/skos/core#"
KG = "https://w3id.org/saidgraph#"


@pytest.mark.parametrize(("file", "least"), [("countries.ttl", 120), ("bodies.ttl", 40), ("metonyms.ttl", 35)])
def test_no_name_stands_for_two_entries(file: str, least: int) -> None:
    entries = concepts_in(file)
    assert len(entries) >= least
    names = Counter(
        key
        for entry in entries.values()
        for key in {actor_key(name) for name in (*entry[SKOS + "prefLabel"], *entry.get(SKOS + "altLabel", ()))}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_countries_have_codes_of_iso_3166() -> None:
    codes = [code for entry in concepts_in("countries.ttl").values() for code in entry[KG + "country"]]
    assert len(codes) == len(set(codes)) >= 120
    assert [code for code in codes if code != "XK" and pycountry.countries.get(alpha_2=code) is None] == []


def test_no_wikidata_item_is_given_to_two_entries() -> None:
    files = ("countries.ttl", "bodies.ttl", "outlets.ttl")
    matches = [m for f in files for entry in concepts_in(f).values() for m in entry.get(SKOS + "exactMatch", ())]
    assert len(matches) == len(set(matches)) >= 150


BEST_KNOWN = """Reuters,AP,AFP,Bloomberg,UPI,Xinhua,TASS,RIA Novosti,Interfax,dpa,EFE,ANSA,Kyodo,Yonhap,PTI,IRNA,KCNA
Anadolu Agency,Ukrinform,The New York Times,WSJ,USA Today,Los Angeles Times,Daily News,Politico,Axios
The Hill,Newsweek,ProPublica,CNN,Fox News,MSNBC,NPR,CNBC,VOA,Radio Free Europe,BBC,The Guardian,FT
The Independent,Daily Mail,Sky News,ITV,The Economist,RTÉ,Le Monde,Le Figaro,Libération,Les Echos
France 24,RFI,Mediapart,Der Spiegel,Die Zeit,FAZ,Bild,ZDF,Deutsche Welle,ORF,NZZ,El País,El Mundo
La Vanguardia,Corriere della Sera,La Repubblica,RAI,De Telegraaf,Le Soir,Politiken,Dagens Nyheter,NRK
SVT,Yle,Gazeta Wyborcza,Euronews,Hürriyet,Daily Sabah,Novaya Gazeta,Kommersant,Meduza,RT,Sputnik
Kyiv Independent,China Daily,Global Times,People's Daily,CCTV,CGTN,Caixin,SCMP,Taipei Times
Asahi Shimbun,Nikkei,NHK,Korea Herald,Chosun Ilbo,KBS,Straits Times,CNA,Bangkok Post,Jakarta Post
Rappler,Times of India,The Hindu,NDTV,Dawn,Sydney Morning Herald,The Age,The Australian
New Zealand Herald,RNZ,Globe and Mail,Toronto Star,CBC,Haaretz,Jerusalem Post,Times of Israel,Ynet
Al Jazeera,Al Arabiya,Al-Ahram,Arab News,Gulf News,Al-Monitor,Press TV,Folha de S.Paulo,O Globo,Clarín
La Nación,El Universal,La Jornada,El Tiempo,El Mercurio,Granma,Daily Nation,Mail & Guardian
Daily Maverick,SABC,Punch,Premium Times,Jeune Afrique,Nature,Science,The Lancet,New Scientist,Slate
The Atlantic,Forbes,Business Insider,BuzzFeed News,HuffPost,Channel 4 News,Tagesschau,Vedomosti
Defense News"""


def test_the_best_known_outlets_and_agencies_are_there() -> None:
    names = [name for line in BEST_KNOWN.split("\n") for name in line.split(",")]
    assert len(names) > 150
    assert [name for name in names if outlet_named(name) is None] == []


def test_metonyms_say_who_is_meant_how_and_how_sure() -> None:
    for name, entry in concepts_in("metonyms.ttl").items():
        assert len(entry[KG + "standsForName"]) == 1, name
        assert entry[KG + "standsForMethod"][0] in ("house", "capital"), name
        assert 0 < float(entry[KG + "standsForScore"][0]) < 1, name


@pytest.mark.parametrize(
    ("alias", "name"),
    [("the U.S.", "United States"), ("Viet Nam", "Vietnam"), ("WTO", "World Trade Organization"), ("Chad", "Chad")],
)
def test_an_entry_is_found_by_any_of_its_names(alias: str, name: str) -> None:
    found = entry_named(alias)
    assert found is not None and found.name == name


def test_a_wikidata_item_belongs_to_the_canonical_name_alone() -> None:
    assert exact_match("Denmark") == "http://www.wikidata.org/entity/Q35"
    assert exact_match("Ann Lee") is None
    assert reading_of("Ann Lee") is None
