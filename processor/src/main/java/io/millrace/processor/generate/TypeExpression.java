package io.millrace.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** Writes a type as the expression whose value it is. */
final class TypeExpression {
  private static final ClassName TYPES = ClassName.get("io.millrace.generated", "Types");

  private TypeExpression() {}

  static CodeBlock of(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      return declared(declared);
    } else if (type instanceof ArrayType array) {
      return array(array);
    } else if (type instanceof WildcardType wildcard) {
      return wildcard(wildcard);
    }
    return CodeBlock.of("$T.class", TypeName.get(type).withoutAnnotations());
  }

  /** The class of {@code type}, its type arguments left out. */
  static ClassName raw(DeclaredType type) {
    return ClassName.get((TypeElement) type.asElement());
  }

  private static CodeBlock declared(DeclaredType type) {
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty()) {
      return CodeBlock.of("$T.class", raw(type));
    }
    CodeBlock.Builder code = CodeBlock.builder().add("$T.of($T.class", TYPES, raw(type));
    arguments.forEach(argument -> code.add(", $L", of(argument)));
    return code.add(")").build();
  }

  private static CodeBlock array(ArrayType type) {
    TypeMirror component = type.getComponentType();
    return isPlain(component)
        ? CodeBlock.of("$L[].class", name(component))
        : CodeBlock.of("$T.arrayOf($L)", TYPES, of(component));
  }

  private static boolean isPlain(TypeMirror type) {
    return type instanceof ArrayType array
        ? isPlain(array.getComponentType())
        : !(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty();
  }

  private static CodeBlock name(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return CodeBlock.of("$L[]", name(array.getComponentType()));
    }
    return type instanceof DeclaredType declared
        ? CodeBlock.of("$T", raw(declared))
        : CodeBlock.of("$T", TypeName.get(type).withoutAnnotations());
  }

  private static CodeBlock wildcard(WildcardType type) {
    if (type.getSuperBound() != null) {
      return CodeBlock.of("$T.superOf($L)", TYPES, of(type.getSuperBound()));
    }
    return type.getExtendsBound() != null
        ? CodeBlock.of("$T.extending($L)", TYPES, of(type.getExtendsBound()))
        : CodeBlock.of("$T.extending($T.class)", TYPES, Object.class);
  }
}
