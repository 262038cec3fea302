"""A module of a library, run with an `import` of its own, which answers for a few names.

What is slow in a library can so be left out without a change to anything that others see: `sys.modules` holds real
modules alone. `exec` documents that code may be given builtins of its own.
"""

import builtins
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

Seen = Callable[[Callable[[], Any]], Any]
"""Makes what a module sees when it imports a name; it is given the import itself, which it need not call."""


class OwnImports(MetaPathFinder):
    """Finds modules where they are, and has each run by a loader of its own; for `sys.meta_path`, where it stays."""

    def __init__(self, loaders: Mapping[str, type["OwnImportLoader"]]) -> None:
        """Take the loaders by the full names of their modules."""
        self._loaders = loaders

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for few names; a module that is not a file of source is loaded as ever."""
        if fullname not in self._loaders:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = self._loaders[fullname](spec.loader.name, spec.loader.path)
        return spec


class OwnImportLoader(SourceFileLoader):
    """Runs a module whose imports are answered by `seen`."""

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """What the module sees, by the name that stands in its source, with the dots in front."""
        raise NotImplementedError

    def exec_module(self, module: ModuleType) -> None:
        """Run the module."""
        self.run(module, self.seen(vars(module)))

    def run(self, module: ModuleType, seen: Mapping[str, Seen]) -> None:
        """Run the module. What stood in only for its import gives way to what it stood for."""
        home = vars(module)
        home["__builtins__"] = {**vars(builtins), "__import__": partial(_import_as_seen, seen)}
        super().exec_module(module)
        home.update({name: value.real for name, value in home.items() if isinstance(value, Overlay)})


def _import_as_seen(
    seen: Mapping[str, Seen],
    name: str,
    names: Mapping[str, object] | None = None,
    local: Mapping[str, object] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    real = partial(builtins.__import__, name, names, local, fromlist or (), level)
    see = seen.get("." * level + name)
    return real() if see is None else see(real)


class WithAsserts(OwnImportLoader):
    """Runs a module that does something within an `assert`, and would not do it where Python is told to optimise."""

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """Nothing else."""
        del home
        return {}

    def get_code(self, fullname: str) -> CodeType:
        """Compile the source with its `assert`, whatever Python was started with; kept is only what has none."""
        path = self.get_filename(fullname)
        return compile(self.get_data(path), path, "exec", dont_inherit=True, optimize=0)


class Overlay:
    """A module or a library with a few of its names otherwise."""

    def __init__(self, real: Any, **otherwise: Any) -> None:
        """Take what it is, and what is otherwise."""
        self.real = real
        vars(self).update(otherwise)

    def __getattr__(self, name: str) -> Any:
        """Whatever is not otherwise; the next time it is found at once."""
        value = vars(self)[name] = getattr(self.real, name)
        return value


# What is imported when it is used. ----------------------------------------------------------------------------


class _Late:
    """Stands in one module for something out of a library that is imported when it is used.

    With the first use all that the module has of this library becomes real, so that nothing is late in an `except`.
    """

    def __init__(self, home: dict[str, Any], library: str, name: str) -> None:
        vars(self).update(_home=home, _library=library, _name=name, _values={})

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Call what is real."""
        return self._settle()(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        """Whatever is asked for, of what is real."""
        return getattr(self._settle(), name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Keep what is set until there is something to set it on."""
        self._values[name] = value

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[Any]:
        """A class that derives from it cannot wait."""
        del bases
        return (self._settle(),)

    def _settle(self) -> Any:
        late = {name: vars(value) for name, value in self._home.items() if isinstance(value, _Late)}
        self._home.update(
            {name: _imported(asked) for name, asked in late.items() if asked["_library"] == self._library}
        )
        return _imported(vars(self))


def _imported(asked: Mapping[str, Any]) -> Any:
    real = getattr(builtins.__import__(asked["_library"], fromlist=(asked["_name"],)), asked["_name"])
    for name, value in asked["_values"].items():
        setattr(real, name, value)
    return real


class _LateMembers:
    """What `from … import …` takes late things out of."""

    def __init__(self, home: dict[str, Any], library: str) -> None:
        self._home, self._library = home, library

    def __getattr__(self, name: str) -> _Late:
        """Anything: whether it is there is seen when it is used."""
        return _Late(self._home, self._library, name)


class LateLibraries(OwnImportLoader):
    """Runs a module that has seldom a use for what it imports."""

    libraries: tuple[str, ...] = ()

    def seen(self, home: dict[str, Any]) -> Mapping[str, Seen]:
        """Late libraries."""
        return {library: partial(self._late, home, library) for library in self.libraries}

    @staticmethod
    def _late(home: dict[str, Any], library: str, real: Callable[[], Any]) -> _LateMembers:
        del real
        return _LateMembers(home, library)
