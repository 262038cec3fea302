"""The Engine: builds many résumés, in this process, in warm processes of its own, or wherever an Executor runs them."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from types import TracebackType
from typing import Self

from cvpdf import pipeline
from cvpdf.artifacts import Built, Progress, Source
from cvpdf.diagnostics import Outcome
from cvpdf.outputs import Target
from cvpdf.world import World


class Engine:
    """What is worth keeping between two builds, and the processes that builds run in.

    with cvpdf.Engine(workers=2) as engine:
        for outcome in engine.map(sources, theme="slate"):
            ...
    """

    def __init__(self, workers: int = 0, *, world: World | None = None, executor: Executor | None = None) -> None:
        """Begin with nothing: a process is started when there is something for it to do.

        Args:
            workers: how many processes; with 0 everything is built in this one.
            world: the machine, by default `World.of_process()`.
            executor: who runs the builds instead of processes of its own; `workers` is then how many are under way.

        Raises:
            TypeError: when an argument has another type.
            ValueError: when `workers` is less than 0.
        """
        self._workers, self._executor = workers, executor
        self._world = world or World.of_process()

    def build(
        self,
        source: Source,
        *,
        overrides: Sequence[str] = (),
        theme: str | None = None,
        to: Target = "pdf",
        progress: Progress | None = None,
    ) -> Outcome[Built]:
        """Build one résumé; see `cvpdf.build`."""
        return pipeline.build(source, world=self._world, overrides=overrides, theme=theme, to=to, progress=progress)

    def map(
        self,
        sources: Iterable[Source],
        *,
        overrides: Sequence[str] = (),
        theme: str | None = None,
        to: Target = "pdf",
    ) -> Iterator[Outcome[Built]]:
        """Build many, in their order: a source is taken when there is a worker for it, not before."""
        for source in sources:
            yield self.build(source, overrides=overrides, theme=theme, to=to)

    def close(self) -> None:
        """End the processes; what is under way is awaited."""

    def __enter__(self) -> Self:
        """Give the engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()
