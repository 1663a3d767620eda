import io.millrace.Flow;
import io.millrace.processor.bases.NearBase;

@Flow
class ExtendsCompiledBase extends NearBase<String> {
  @Override
  public void train(String item) {
    best = item;
  }
}
