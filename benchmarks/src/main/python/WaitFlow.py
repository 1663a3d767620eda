import os

from metaflow import FlowSpec, Parameter, kubernetes, step


class WaitFlow(FlowSpec):
    count = Parameter("count", default=10)

    @step
    def start(self):
        self.items = list(range(self.count))
        self.next(self.pod, foreach="items")

    @kubernetes(
        image="busybox",
        cpu=0.01,
        memory=10,
        disk=10,
        node_selector="type=simulated",
        tolerations=[{"key": "simulated", "operator": "Exists"}],
    )
    @step
    def pod(self):
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    WaitFlow()
