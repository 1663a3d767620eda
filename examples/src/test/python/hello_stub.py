"""A Python flow with the steps of HelloFlow, for Metaflow's own dump, logs and tag commands."""

from metaflow import FlowSpec, step


class HelloFlow(FlowSpec):
    @step
    def start(self):
        self.next(self.hello)

    @step
    def hello(self):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    HelloFlow()
