package io.millrace.processor.dataflow;

import com.sun.source.tree.Tree;
import io.millrace.processor.model.Place;
import io.millrace.processor.model.StepModel;
import io.millrace.processor.source.FlowText;
import io.millrace.processor.validate.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in the code that is certainly not meant.
 *
 * @param values of the message
 * @param tree where it is in the text of {@code part}; null if it is in an annotation
 * @param place the annotation that it is in, or the step whose code it is in
 */
public record Mistake(
    Message message,
    List<?> values,
    @Nullable Tree tree,
    FlowText.@Nullable Part part,
    Place place) {

  Mistake(Message message, List<?> values, Code.Use use, StepModel step) {
    this(message, values, use.tree(), use.part(), step.place());
  }

  Mistake(Message message, List<?> values, Place place) {
    this(message, values, null, null, place);
  }

  /** The message as it is printed. */
  public String text() {
    return message.text(values.toArray());
  }
}
