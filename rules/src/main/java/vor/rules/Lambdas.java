package vor.rules;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What arguments of steps amount to, so that they can be compared over a reload: records by what they hold, lambdas by their code and what they captured. Code is the
 * same when its instructions are, and those of the lambdas and methods of the same file that it calls; where it stands does not matter.
 */
final class Lambdas {
    private static final int DEEPEST = 20;

    private Lambdas() {}

    /** Equal for arguments that do the same; for what cannot be looked into, equal only for the same object. */
    static Object identity(Object argument) {
        return identity(argument, 0);
    }

    private static Object identity(Object argument, int depth) {
        if (depth > DEEPEST) {
            return argument;
        }
        if (argument instanceof List<?> list) {
            return list.stream().map(a -> identity(a, depth + 1)).toList();
        }
        if (argument instanceof Record part && argument.getClass().getName().startsWith("vor.")) {
            return parts(part, depth);
        }
        if (argument.getClass().isSynthetic() || argument.getClass().isHidden()) {
            return lambda(argument, depth).orElse(argument);
        }
        return argument;
    }

    private static Object parts(Record record, int depth) {
        List<Object> parts = new ArrayList<>();
        parts.add(record.getClass().getName());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (component.getType() == java.util.regex.Pattern.class) {
                continue; // its text is a part, too
            }
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                parts.add(identity(accessor.invoke(record), depth + 1));
            } catch (ReflectiveOperationException e) {
                return record;
            }
        }
        return List.copyOf(parts);
    }

    private static Optional<Object> lambda(Object lambda, int depth) {
        try {
            Method replace = lambda.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            if (!(replace.invoke(lambda) instanceof SerializedLambda form)) {
                return Optional.empty();
            }
            List<Object> parts = new ArrayList<>();
            parts.add(form.getFunctionalInterfaceClass());
            ClassLoader loader = lambda.getClass().getClassLoader();
            parts.add(code(loader, form.getImplClass(), form.getImplMethodName(), form.getImplMethodSignature()));
            for (int i = 0; i < form.getCapturedArgCount(); i++) {
                parts.add(captured(form.getCapturedArg(i), depth));
            }
            return Optional.of(List.copyOf(parts));
        } catch (ReflectiveOperationException | RuntimeException | IOException e) {
            return Optional.empty(); // then its state begins anew, which is safe
        }
    }

    /** An instance of the file's class is the same as the one of before: what its fields hold cannot be known. */
    private static Object captured(Object value, int depth) {
        return value instanceof Rules rules ? rules.getClass().getName() : identity(value, depth + 1);
    }

    /** Instructions of a method and of those of its class that it uses. */
    private static List<String> code(ClassLoader loader, String owner, String name, String descriptor) throws IOException {
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(owner + ".class")) {
            if (in == null) {
                return List.of(owner + "." + name + descriptor);
            }
            ClassModel model = ClassFile.of().parse(in.readAllBytes());
            List<String> words = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            method(model, name + descriptor, words, seen);
            return List.copyOf(words);
        }
    }

    private static void method(ClassModel model, String signature, List<String> words, Set<String> seen) {
        if (!seen.add(signature)) {
            return;
        }
        for (MethodModel method : model.methods()) {
            if ((method.methodName().stringValue() + method.methodType().stringValue()).equals(signature)) {
                method.code().ifPresent(code -> instructions(model, code.elementList(), words, seen));
                return;
            }
        }
        words.add(signature);
    }

    private static void instructions(ClassModel model, List<CodeElement> elements, List<String> words, Set<String> seen) {
        Map<Label, Integer> labels = new HashMap<>();
        for (CodeElement element : elements) {
            if (element instanceof LabelTarget target) {
                labels.put(target.label(), labels.size());
            }
        }
        for (CodeElement element : elements) {
            switch (element) {
                case LineNumber line -> {}
                case LocalVariable variable -> {}
                case LocalVariableType type -> {}
                case LabelTarget target -> words.add("L" + labels.get(target.label()));
                case BranchInstruction branch -> words.add(branch.opcode() + " L" + labels.get(branch.target()));
                case InvokeDynamicInstruction dynamic -> dynamic(model, dynamic, words, seen);
                case InvokeInstruction call when call.owner().asInternalName().equals(model.thisClass().asInternalName()) ->
                    method(model, call.name().stringValue() + call.type().stringValue(), words, seen);
                case Instruction instruction -> words.add(instruction.toString());
                default -> words.add(element.getClass().getSimpleName());
            }
        }
    }

    private static void dynamic(ClassModel model, InvokeDynamicInstruction dynamic, List<String> words, Set<String> seen) {
        words.add(dynamic.opcode() + " " + dynamic.name().stringValue() + dynamic.type().stringValue());
        for (var argument : dynamic.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc handle
                    && handle.owner().descriptorString().equals("L" + model.thisClass().asInternalName() + ";")) {
                method(model, handle.methodName() + handle.lookupDescriptor(), words, seen);
            } else {
                words.add(argument.toString());
            }
        }
    }
}
