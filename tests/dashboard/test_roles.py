"""`pillars roles` as it is printed: statements that psql takes, for databases on a server alone."""

import pytest


@pytest.fixture
def on_a_server(monkeypatch):
    monkeypatch.setenv("PILLARS_DATABASE_URL", "postgresql://owner:hidden@host/figures")
    monkeypatch.setenv("PILLARS_ACCOUNTS_URL", "postgresql://owner:hidden@host/people?host=/run")


def test_it_prints_what_psql_takes_and_no_password(run_pillars, on_a_server):
    code, out, err = run_pillars("roles", "--writer", 'pages "and" worker', "--lang", "en")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [one for one in lines if one.startswith("\\")] == [
        "\\connect figures", "\\connect people",
    ]  # fmt: skip
    assert all(one.endswith(";") for one in lines if not one.startswith("\\"))
    assert 'TO "pages ""and"" worker"' in out
    assert "hidden" not in out


def test_the_reader_is_given_nothing_where_people_are_kept(run_pillars, on_a_server):
    _, out, _ = run_pillars("roles")
    figures, people = out.split("\\connect people")
    assert 'GRANT SELECT ON ALL TABLES IN SCHEMA public TO "pillars_reader"' in figures
    assert 'TO "pillars_reader"' not in people


@pytest.mark.parametrize(("lang", "said"), [("en", "is a file"), ("fr", "est un fichier")])
def test_a_file_has_no_roles(run_pillars, monkeypatch, tmp_path, lang, said):
    monkeypatch.setenv("PILLARS_DATABASE_URL", f"sqlite:///{tmp_path / 'figures.sqlite'}")
    code, _, err = run_pillars("roles", f"--lang={lang}")
    assert code == 1
    assert said in err
