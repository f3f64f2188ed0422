from tests.builders import a_model_call


def test_a_call_costs_what_each_kind_of_token_costs():
    call = a_model_call(
        model="claude-sonnet-5-5",
        input_tokens=1_000_000,
        output_tokens=1_000_000,
        cache_read_tokens=1_000_000,
        cache_write_tokens=1_000_000,
        web_searches=1,
    )

    assert call.cost == 2_000_000_000 + 10_000_000_000 + 100_000_000 + 2_500_000_000 + 10_000_000


def test_all_of_a_long_prompt_is_dearer_on_haiku_and_on_no_other():
    short = a_model_call(model="claude-haiku-5-5", input_tokens=100_000, output_tokens=1_000)
    long = short.model_copy(update={"cache_read_tokens": 1})
    other = long.model_copy(update={"model": "claude-sonnet-5-5"})

    assert short.cost == 100_000 * 100 + 1_000 * 500
    assert long.cost == 100_000 * 500 + 1_000 * 2_500 + 50
    assert other.cost == 100_000 * 2_000 + 1_000 * 10_000 + 100
