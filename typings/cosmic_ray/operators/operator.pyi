from collections.abc import Iterator

from cosmic_ray.ast import Node

class Operator:
    def mutation_positions(self, node: Node) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]: ...
