from metaflow import FlowSpec, Parameter, step


class ManyFlow(FlowSpec):
    count = Parameter("count", default=100)

    @step
    def start(self):
        self.items = list(range(self.count))
        self.next(self.work, foreach="items")

    @step
    def work(self):
        self.square = self.input * self.input
        self.next(self.sum)

    @step
    def sum(self, inputs):
        self.sum_ = sum(each.square for each in inputs)
        self.next(self.end)

    @step
    def end(self):
        print(self.sum_)


if __name__ == "__main__":
    ManyFlow()
