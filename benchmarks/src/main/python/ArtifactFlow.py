import os
import random

from metaflow import FlowSpec, Parameter, step


class ArtifactFlow(FlowSpec):
    kind = Parameter("kind", default="random")
    megabytes = Parameter("megabytes", default=100)

    @step
    def start(self):
        size = self.megabytes * 1_000_000
        if self.kind == "random":
            self.artifact = os.urandom(size)
        elif self.kind == "text":
            self.artifact = "All work and no play makes Jack a dull boy\n" * (size // 43)
        else:
            self.artifact = [random.random() for _ in range(size // 8)]
        self.next(self.end)

    @step
    def end(self):
        print(len(self.artifact))


if __name__ == "__main__":
    ArtifactFlow()
