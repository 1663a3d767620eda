import io.millrace.*;

@Flow
class SameJoinNamesApart {
  @Step(next = {"a", "b"})
  void start() {}

  @Step(next = "j")
  void a() {}

  @Step(next = "j")
  void b() {}

  @Step(next = "again")
  void j(Inputs<SameJoinNamesApart> inputs) {}

  @Step(next = {"c", "d"})
  void again() {}

  @Step(next = "k")
  void c() {}

  @Step(next = "k")
  void d() {}

  @Step(next = "end")
  void k(Inputs<SameJoinNamesApart> inputs) {}

  @Step
  void end() {}
}
