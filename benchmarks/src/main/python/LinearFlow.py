from metaflow import FlowSpec, step


class LinearFlow(FlowSpec):
    @step
    def start(self):
        self.number = 1
        self.next(self.middle)

    @step
    def middle(self):
        self.number += 1
        self.next(self.end)

    @step
    def end(self):
        self.number += 1


if __name__ == "__main__":
    LinearFlow()
