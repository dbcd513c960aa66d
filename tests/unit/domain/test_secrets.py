"""Nothing that is printed or logged tells a password, a key or a token."""

import pytest

from domain.secrets import blotted

TOKEN = "7000000001:AAE-no_secret_of_anybody_0123456789"
SECRET = "s3cr@t/p:w"
TOLD = [
    (f"postgres://bot:{SECRET}@db.example/qianshao", "postgres://bot:[secret]@db.example/qianshao"),
    (f"cannot reach socks5://user:{SECRET}@10.0.0.1:1080", "cannot reach socks5://user:[secret]@10.0.0.1:1080"),
    (f"'postgresql://:{SECRET}@db/q'", "'postgresql://:[secret]@db/q'"),
    (f"https://api.telegram.org/bot{TOKEN}/getMe", "https://api.telegram.org/bot[token]/getMe"),
    (f"https://x.cn/geo?key={SECRET}&a=1", "https://x.cn/geo?key=[secret]&a=1"),
    (f"https://x.cn/geo?a=1&tk={SECRET}", "https://x.cn/geo?a=1&tk=[secret]"),
    (f"{{'Authorization': 'Bearer {SECRET}'}}", "{'Authorization': 'Bearer [secret]'}"),
    (f"host=db password={SECRET} user=bot", "host=db password=[secret] user=bot"),
]


@pytest.mark.parametrize(("said", "told"), TOLD)
def test_a_secret_is_blotted_out_wherever_it_stands(said: str, told: str) -> None:
    assert blotted(said) == told
    assert SECRET not in blotted(f"Traceback … {said} …")


@pytest.mark.parametrize("plain", ["key=draft:12", "https://host:8080/a?b=1", "sqlite:////var/lib/q.db", "3 号楼@东门"])
def test_the_rest_stays(plain: str) -> None:
    assert blotted(plain) == plain
