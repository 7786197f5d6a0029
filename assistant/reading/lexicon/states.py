"""States with several names of their own, apart from what their people are called."""

from __future__ import annotations

from typing import Final

from assistant.reading.folding import fold

_NAMES: Final = """
United States, United States of America, US, U.S., USA, U.S.A., America | United Kingdom, UK, U.K., Britain, Great Britain
Russia, Russian Federation | China, People's Republic of China, PRC | Soviet Union, USSR, U.S.S.R.
South Korea, Republic of Korea, ROK | North Korea, Democratic People's Republic of Korea, DPRK
United Arab Emirates, UAE, U.A.E. | Myanmar, Burma | Turkey, Türkiye | Ivory Coast, Côte d'Ivoire | Czechia, Czech Republic
Democratic Republic of the Congo, Democratic Republic of Congo, DR Congo, DRC | Netherlands, Holland | Vietnam, Viet Nam
East Timor, Timor-Leste | Eswatini, Swaziland | North Macedonia, Macedonia | Cape Verde, Cabo Verde
European Union, EU, E.U. | United Nations, UN, U.N.
"""

_GROUPS: Final = tuple(
    tuple(name.strip() for name in group.split(",")) for group in _NAMES.replace("\n", "|").split("|") if group.strip()
)


def names_of_state(name: str) -> tuple[str, ...]:
    """The other names of the state that `name` names; none for any other name."""
    key = fold(name)
    for group in _GROUPS:
        if any(fold(other) == key for other in group):
            return tuple(other for other in group if fold(other) != key)
    return ()
