"""A table in Portuguese, of Portugal and of Brazil, needs no hand work."""

from pathlib import Path

import pytest

from tests.authoring.importing.sheet.tables_of_projects import noted, projects, run

_RED_CROSS = "implemented-by organisation/cruz-vermelha-f9392637"
EUROPEAN = """Código;Título;Países beneficiários;Entidade executora;Estado;Data de início;Fim;Orçamento (EUR)
P1;Poços;Moçambique, Guiné-Bissau;Cruz Vermelha;Em execução;15 de março de 2021;dezembro de 2023;1,2 milhões
P2;Escolas;São Tomé e Príncipe;Cruz Vermelha;Concluído;fev. 2019;2020;350 000,50
"""
BRAZILIAN = """Número;Nome do projeto;País;Executado por;Situação;Início;Término;Valor total (BRL)
P1;Poços;Quênia;Cruz Vermelha;Em andamento;03/2021;12/2023;1.200.000,00
P2;Escolas;Guiné Equatorial;Cruz Vermelha;Suspenso;01/2019;2020;350.000,50
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            EUROPEAN,
            {
                "Poços": [
                    *("budget 120000000e-2 EUR", "has-beneficiary country/GW", "has-beneficiary country/MZ", "id P1"),
                    *(
                        _RED_CROSS,
                        "ActivityStatus 2",
                        "timeframe 2021-03-15/2023-12",
                    ),
                ],
                "Escolas": [
                    *("budget 35000050e-2 EUR", "has-beneficiary country/ST", "id P2"),
                    *(
                        _RED_CROSS,
                        "ActivityStatus 4",
                        "timeframe 2019-02/2020",
                    ),
                ],
            },
        ),
        (
            BRAZILIAN,
            {
                "Poços": [
                    *(
                        "has-beneficiary country/KE",
                        "id P1",
                        _RED_CROSS,
                        "ActivityStatus 2",
                    ),
                    *("timeframe 2021-03/2023-12", "total 120000000e-2 BRL"),
                ],
                "Escolas": [
                    *(
                        "has-beneficiary country/GQ",
                        "id P2",
                        _RED_CROSS,
                        "ActivityStatus 6",
                    ),
                    *("timeframe 2019-01/2020", "total 35000050e-2 BRL"),
                ],
            },
        ),
    ],
    ids=["pt-PT", "pt-BR"],
)
def test_a_table_in_portuguese_needs_no_hand_work(tmp_path: Path, text: str, expected: dict[str, list[str]]) -> None:
    file = tmp_path / "projetos.csv"
    file.write_text(text, encoding="utf-8")
    outcome, dataset = run(file)
    assert projects(dataset) == {title: sorted(lines) for title, lines in expected.items()}
    assert noted(outcome) == []
