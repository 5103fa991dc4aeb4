"""Forms of English verbs that no rule takes back to their base."""

from __future__ import annotations

from typing import Final

_FORMS: Final = """
    arose/arise ate/eat beaten/beat became/become began/begin begun/begin bent/bend bit/bite bitten/bite bled/bleed
    blew/blow blown/blow bore/bear borne/bear bought/buy bound/bind broke/break broken/break brought/bring
    built/build burnt/burn came/come caught/catch chose/choose chosen/choose clung/cling crept/creep dealt/deal
    drank/drink drawn/draw drew/draw driven/drive drove/drive drunk/drink dug/dig eaten/eat fallen/fall fed/feed
    fell/fall felt/feel fled/flee flew/fly flown/fly forbade/forbid forbidden/forbid forgot/forget forgotten/forget
    fought/fight found/find froze/freeze frozen/freeze gave/give given/give gone/go got/get gotten/get grew/grow
    grown/grow heard/hear held/hold hid/hide hidden/hide hung/hang kept/keep knew/know known/know laid/lay
    learnt/learn led/lead left/leave lent/lend lost/lose made/make meant/mean met/meet mistook/mistake paid/pay
    ran/run rang/ring risen/rise rode/ride rose/rise said/say sang/sing sank/sink sat/sit saw/see seen/see sent/send
    shaken/shake shook/shake shot/shoot shown/show shrank/shrink shrunk/shrink slept/sleep sold/sell sought/seek
    spent/spend spoke/speak spoken/speak stole/steal stolen/steal stood/stand struck/strike stuck/stick sung/sing
    sunk/sink swam/swim swore/swear sworn/swear taken/take taught/teach thought/think threw/throw thrown/throw
    told/tell took/take tore/tear torn/tear understood/understand went/go withdrawn/withdraw withdrew/withdraw
    woke/wake won/win wore/wear worn/wear written/write wrote/write
"""
BASES: Final = dict(pair.split("/", 1) for pair in _FORMS.split())
"""Form → base."""
