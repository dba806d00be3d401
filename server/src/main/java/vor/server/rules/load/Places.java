package vor.server.rules.load;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.HashMap;
import java.util.Map;

/** In which line of its file a field begins to be set. */
final class Places {
    private Places() {}

    /** By the names of fields; 0 is the first line that anything has. */
    static Map<String, Integer> of(byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        Map<String, Integer> lines = new HashMap<>();
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            if (name.equals("<init>") || name.equals("<clinit>")) {
                method.code().ifPresent(code -> lines(code, lines));
            }
        }
        return lines;
    }

    /** Of a class: where its first constructor stands; 0 when nobody knows. */
    static int firstLine(byte[] bytes) {
        for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
            if (method.methodName().stringValue().equals("<init>") && method.code().isPresent()) {
                for (CodeElement element : method.code().get()) {
                    if (element instanceof LineNumber line) {
                        return line.line();
                    }
                }
            }
        }
        return 0;
    }

    private static void lines(Iterable<CodeElement> code, Map<String, Integer> lines) {
        int first = 0;
        for (CodeElement element : code) {
            if (element instanceof LineNumber line && first == 0) {
                first = line.line();
            } else if (element instanceof FieldInstruction set && set.opcode().name().startsWith("PUT")) {
                lines.putIfAbsent(set.name().stringValue(), first);
                first = 0;
            } else if (element instanceof InvokeInstruction call && call.opcode() == Opcode.INVOKESPECIAL && lines.isEmpty()) {
                first = 0; // the constructor above has the line of the class
            }
        }
    }
}
