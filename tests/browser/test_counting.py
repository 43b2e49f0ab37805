"""The counter hears what hands do, all of it and nothing else."""

import pytest

from tests.browser.counting import Counter, Tally

pytestmark = pytest.mark.once

FORM = """<form action="/trainingen/">
  <label>Naam <input name="name"></label>
  <label>Over <textarea name="about"></textarea></label>
  <label>Soort <select name="kind"><option>a</option><option>b</option></select></label>
  <label>Ja <input type="checkbox" name="yes"></label>
  <label>Bestand <input type="file" name="file"></label>
  <div contenteditable="true" id="rich"></div>
  <button type="submit">Verder</button>
  <button type="button" id="other">Anders</button>
  <iframe srcdoc="<button>Binnen</button>"></iframe>
</form>"""


@pytest.fixture
def page(visit):
    """A page of the site on which stands a form."""
    page = visit()
    page.goto("/")
    page.counter = Counter(page.context)
    page.locator("main").evaluate("(main, form) => { main.innerHTML = form; }", FORM)
    return page


def counts(tally: Tally) -> tuple:
    return tally.clicks, tally.keys, tally.fields, tally.loads


def test_a_press_is_a_click_wherever_it_lands(page):
    with page.counter.task() as tally:
        page.locator("#other").click()
        page.get_by_label("Ja").check()
        page.get_by_text("Naam").click()
    assert counts(tally) == (3, 0, 0, 0)


def test_each_way_of_filling_in_a_field_counts_once(page, tmp_path):
    (tmp_path / "a.txt").write_text("a")
    with page.counter.task() as tally:
        page.get_by_label("Naam").fill("Anna")
        page.get_by_label("Over").press_sequentially("lang")
        page.get_by_label("Soort").select_option("b")
        page.get_by_label("Bestand").set_input_files(tmp_path / "a.txt")
        page.locator("#rich").fill("vet")
    assert counts(tally) == (0, 0, 5, 0)


def test_a_field_that_one_comes_back_to_counts_again(page):
    with page.counter.task() as tally:
        page.get_by_label("Naam").fill("Anna")
        page.get_by_label("Over").fill("x")
        page.get_by_label("Naam").fill("Bo")
    assert counts(tally) == (0, 0, 3, 0)


def test_keys_that_write_nothing_count_as_keys(page):
    with page.counter.task() as tally:
        page.get_by_label("Naam").press("Shift+Tab")
        page.keyboard.press("Escape")
    assert counts(tally) == (0, 2, 0, 0)


def test_what_scripts_do_is_nobodys_act(page):
    with page.counter.task() as tally:
        page.evaluate(
            """() => {
              const name = document.querySelector('[name=name]');
              name.value = 'x';
              name.dispatchEvent(new Event('input', {bubbles: true}));
              name.dispatchEvent(new Event('change', {bubbles: true}));
              document.querySelector('#other').click();
            }"""
        )
    assert counts(tally) == (0, 0, 0, 0)


def test_a_page_that_a_press_leads_to_is_a_load_and_no_typed_address(page):
    with page.counter.task() as tally:
        page.get_by_role("button", name="Verder").click()
        page.wait_for_url("**/trainingen/**")
    assert counts(tally) == (1, 0, 0, 1)
    assert tally.typed == []


def test_acts_on_the_next_page_count_as_well(page):
    with page.counter.task() as tally:
        page.get_by_role("button", name="Verder").click()
        page.wait_for_url("**/trainingen/**")
        page.locator("h1").click()
    assert counts(tally) == (2, 0, 0, 1)


def test_a_typed_address_is_kept(page, demo_site):
    with page.counter.task() as tally:
        page.goto("/blog/")
    assert tally.typed == [f"{demo_site}/blog/"]
    assert tally.loads == 1


def test_nothing_counts_outside_a_task(page):
    with page.counter.task() as tally:
        pass
    page.locator("#other").click()
    assert counts(tally) == (0, 0, 0, 0)


def test_what_two_took_is_added_up():
    both = Tally(1, 2, 3, 4, 0.5, ["a"]) + Tally(10, 20, 30, 40, 1.5, ["b"])
    assert both == Tally(11, 22, 33, 44, 2.0, ["a", "b"])
