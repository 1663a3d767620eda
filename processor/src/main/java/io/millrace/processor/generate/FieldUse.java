package io.millrace.processor.generate;

import com.sun.source.util.Trees;
import io.millrace.processor.model.FlowModel;

/** Which fields a step reads and assigns, as far as that is known. */
interface FieldUse {

  /** Nothing is known: everything may be read, and a changed value alone tells an assignment. */
  FieldUse UNKNOWN =
      new FieldUse() {
        @Override
        public boolean mayAssign(String step, String field) {
          return false;
        }

        @Override
        public boolean mayRead(String step, String field) {
          return true;
        }
      };

  /** What the sources of {@code flow} tell. */
  static FieldUse of(FlowModel flow, Trees trees) {
    return new SourceFieldUse(flow, trees);
  }

  boolean mayAssign(String step, String field);

  boolean mayRead(String step, String field);
}
