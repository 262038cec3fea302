import pytest

from cvpdf.artifacts import Source
from cvpdf.pipeline import convert

YAMLRESUME = "content: {{basics: {{name: Ada Example}}, location: {{city: Leeds, country: {}}}}}"
REACTIVE = "{{basics: {{name: Ada Example, location: {{city: Leeds, country: {}}}}}, sections: {{}}}}"
FRESH = "{{name: Ada Example, employment: {{history: []}}, location: {{city: Leeds, country: {}}}}}"


@pytest.mark.parametrize("form", [YAMLRESUME, REACTIVE, FRESH])
@pytest.mark.parametrize(
    ("written", "key"),
    [("GB", "countryCode"), ("United Kingdom", "country"), ("U.K", "country"), ("中国", "country")],
)
def test_a_country_is_a_code_or_a_name_and_goes_to_rendercv_as_it_was_written(
    form: str, written: str, key: str
) -> None:
    converted = convert(Source("cv.yaml", form.format(written).encode()), writer="rendercv").value
    assert converted
    assert converted.loaded
    location = converted.loaded.resume.basics.location
    assert location
    assert getattr(location, key) == written
    assert f"location: Leeds, {written}\n" in (converted.content or b"").decode()
