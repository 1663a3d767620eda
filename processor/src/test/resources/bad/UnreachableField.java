import io.millrace.Flow;
import io.millrace.processor.bases.FarBase;

@Flow
class UnreachableField extends FarBase {}
