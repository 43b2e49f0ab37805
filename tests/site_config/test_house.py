"""The rules of the house: which way imports go, what lies where, what templates may not hold."""

import ast
import json
import re
import subprocess
from pathlib import Path

import pytest
from django.template.loader import get_template
from wagtail.models import get_page_models

from blog.blocks import ArticleBodyBlock
from events.models import TrainingPage
from tests.site_config.processes import ROOT

pytestmark = pytest.mark.once

APPS = ["home", "events", "blog", "site_config"]
TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".env.example",
    ".github",
    ".gitignore",
    ".dockerignore",
    ".pre-commit-config.yaml",
    "Dockerfile",
    "LICENSE",
    "Makefile",
    "README.md",
    "blog",
    "compose.yaml",
    "events",
    "home",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.txt",
    "requirements.txt",
    "site_config",
    "templates",
    "tests",
}
TEMPLATES = sorted(
    path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*.html")
)
# Templates that a framework asks for by name.
KNOWN = {
    "404.html",
    "500.html",
    "wagtailcore/password_required.html",
    "wagtailcore/shared/block_preview.html",
}


def committed():
    """The paths of all files in git, new ones included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def modules(app):
    """The Python modules of an app."""
    return sorted((ROOT / app).rglob("*.py"))


def imports(path):
    """The names of the modules that a module imports, inside functions too."""
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module


class TestImports:
    @pytest.mark.parametrize("app", APPS)
    def test_go_one_way(self, app):
        above = set(APPS[APPS.index(app) + 1 :])
        found = [
            f"{path.relative_to(ROOT)}: {name}"
            for path in modules(app)
            for name in imports(path)
            if name.split(".")[0] in above
        ]
        assert found == []

    @pytest.mark.parametrize("app", APPS)
    def test_no_app_imports_its_tests(self, app):
        for path in modules(app):
            assert "tests" not in {name.split(".")[0] for name in imports(path)}, path

    def test_each_module_says_its_subject_in_its_first_line(self):
        silent = [
            str(path.relative_to(ROOT))
            for app in [*APPS, "tests"]
            for path in modules(app)
            if path.name != "__init__.py"
            and "migrations" not in path.parts
            and "node_modules" not in path.parts
            and not ast.get_docstring(ast.parse(path.read_text()))
        ]
        assert silent == []


class TestFiles:
    def test_the_top_level_is_that_of_the_design(self):
        found = {path.relative_to(ROOT).parts[0] for path in committed()}
        assert found <= TOP_LEVEL

    def test_nothing_made_at_run_time_is_committed(self):
        made = re.compile(
            r"(^|/)(var|node_modules|__pycache__|\.venv)/|\.(sqlite3|pyc|log)$|(^|/)\.env$"
        )
        found = [
            name
            for name in (path.relative_to(ROOT).as_posix() for path in committed())
            if made.search(name)
        ]
        assert found == []

    def test_no_file_names_the_host_of_a_package_registry(self):
        hosts = re.compile(
            rb"(files\.pythonhosted|registry\.npmjs|registry\.yarnpkg)\.(org|com)"
            rb"|(^|[^.\w])pypi\.org|index-url|artifactory|pkg\.dev"
        )
        found = [
            str(path.relative_to(ROOT))
            for path in committed()
            if path != Path(__file__) and hosts.search(path.read_bytes())
        ]
        assert found == []

    @pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
    def test_every_requirement_is_pinned_with_hashes(self, name):
        text = (ROOT / name).read_text().replace("\\\n", " ")
        lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
        assert len(lines) > 20
        for line in lines:
            assert re.match(r"^[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+", line), line
            assert "--hash=sha256:" in line, line

    def test_development_holds_all_of_the_runtime(self):
        def pins(name):
            return set(
                re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / name).read_text(), re.MULTILINE)
            )

        assert pins("requirements.txt") <= pins("requirements-dev.txt")

    def test_no_lock_of_node_packages_names_where_they_came_from(self):
        locks = [path for path in committed() if path.name == "package-lock.json"]
        assert locks
        for path in locks:
            packages = json.loads(path.read_text())["packages"]
            assert [name for name, entry in packages.items() if "resolved" in entry] == []
            assert all(entry.get("integrity") for name, entry in packages.items() if name)


class TestTemplates:
    @pytest.mark.parametrize("model", get_page_models())
    def test_a_page_has_its_template_at_the_default_path(self, model):
        if model._meta.app_label == "wagtailcore":
            return
        path = f"{model._meta.app_label}/{model_name(model)}.html"
        assert "template" not in vars(model) or model.template == path
        assert model.template == path
        assert get_template(path).origin.name == str(ROOT / "templates" / path)

    def test_each_is_used(self):
        used = set(KNOWN)
        for model in get_page_models():
            used.add(model.template)
        used.update(block_templates(ArticleBodyBlock()))
        for field in ("programme", "questions"):
            used.update(block_templates(TrainingPage._meta.get_field(field).stream_block))
        sources = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
        sources += [path.read_text() for app in APPS for path in modules(app)]
        for source in sources:
            used.update(re.findall(r'["\']([\w/.-]+\.html)["\']', source))
        assert [name for name in TEMPLATES if name not in used] == []

    def test_each_that_is_included_or_extended_exists(self):
        for name in TEMPLATES:
            source = (ROOT / "templates" / name).read_text()
            for tag, other in re.findall(r'{%\s*(include|extends)\s+"([^"]+)"', source):
                assert get_template(other), f"{name}: {tag} {other}"

    @pytest.mark.parametrize("name", TEMPLATES)
    def test_hold_no_script_style_or_unescaped_words(self, name):
        source = (ROOT / "templates" / name).read_text()
        markup = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", source, flags=re.DOTALL)
        assert not re.search(r"\|\s*safe\b|autoescape\s+off", markup)
        assert not re.search(r"\sstyle\s*=", markup)
        # A mail has no stylesheet beside it.
        assert "<style" not in markup or name == "emails/letter.html"
        assert not re.search(r"<[^>%]*\son[a-z]+\s*=", markup)
        assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/(ld\+)?json)", markup)
        assert "javascript:" not in markup

    @pytest.mark.parametrize("name", TEMPLATES)
    def test_load_nothing_from_another_host(self, name):
        source = (ROOT / "templates" / name).read_text()
        assert not re.search(r'\s(src|srcset)="(https?:)?//', source)
        assert not re.search(r'<link[^>]*href="(https?:)?//', source)

    def test_static_files_load_nothing_from_another_host(self):
        for path in (ROOT / "site_config" / "static").rglob("*"):
            if path.suffix in {".css", ".js"}:
                source = path.read_text()
                assert not re.search(r"(url\(|@import\s+)[\"']?(https?:)?//", source), path
                assert "innerHTML" not in source, path
                assert not re.search(r"\beval\(|new Function", source), path

    @pytest.mark.parametrize("app", APPS)
    def test_python_marks_nothing_safe_by_hand(self, app):
        for path in modules(app):
            assert not re.search(r"\bmark_safe\b|\.extra\(|RawSQL", path.read_text()), path


def model_name(model):
    """The name of a model with low lines: ``TrainingIndexPage`` is ``training_index_page``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()


def block_templates(block):
    """The templates of a block and of all below it."""
    found = {template} if (template := getattr(block.meta, "template", None)) else set()
    children = list(getattr(block, "child_blocks", {}).values())
    if hasattr(block, "child_block"):
        children.append(block.child_block)
    return found.union(*(block_templates(child) for child in children))
