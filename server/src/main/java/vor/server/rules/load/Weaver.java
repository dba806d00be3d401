package vor.server.rules.load;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes classes count their steps: one at each method entry and at each jump back, which every endless loop and recursion has, and many where something is caught, as that is slow. The count stands in no {@code try} of the class
 * itself, so that nothing there can catch its end and go on.
 */
final class Weaver {
    private static final ClassDesc STEPS = ClassDesc.of(Steps.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

    private final ClassFile classFile;

    /** @param classes all that are compiled together, by their names with dots */
    Weaver(Map<String, byte[]> classes) {
        Map<ClassDesc, byte[]> byDesc = new HashMap<>();
        classes.forEach((name, bytes) -> byDesc.put(ClassDesc.of(name), bytes));
        ClassHierarchyResolver own = ClassHierarchyResolver.ofResourceParsing(desc -> {
            byte[] bytes = byDesc.get(desc);
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(own.orElse(ClassHierarchyResolver.ofClassLoading(Weaver.class.getClassLoader()))));
    }

    byte[] woven(byte[] bytes) {
        MethodTransform counting = (method, element) -> {
            if (element instanceof CodeModel code) {
                method.transformCode(code, new Counting(code.elementList()));
            } else {
                method.with(element);
            }
        };
        return classFile.transformClass(classFile.parse(bytes), ClassTransform.transformingMethods(counting));
    }

    /** One method. */
    private static final class Counting implements CodeTransform {
        private final Set<Label> behind = new HashSet<>();
        private final Map<Label, Integer> places = new HashMap<>();
        private final Set<Label> unlocking;
        private final Set<Label> handlers = new HashSet<>();
        private final List<Check> checks = new ArrayList<>();
        private final List<ExceptionCatch> catches = new ArrayList<>();
        private int instructions;

        Counting(List<CodeElement> elements) {
            unlocking = unlocking(elements);
        }

        /** Where {@code synchronized} gives its lock back when something is thrown: it always throws on, so it may see the end of the steps, and has to. */
        private static Set<Label> unlocking(List<CodeElement> elements) {
            Set<Label> found = new HashSet<>();
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) instanceof LabelTarget target && unlocks(elements, i)) {
                    found.add(target.label());
                }
            }
            return found;
        }

        private static boolean unlocks(List<CodeElement> elements, int from) {
            List<CodeElement> next = elements.stream().skip(from).filter(Instruction.class::isInstance).limit(3).toList();
            return next.size() == 3 && next.get(0) instanceof StoreInstruction && next.get(1) instanceof LoadInstruction && next.get(2) instanceof MonitorInstruction;
        }

        /** @param place how many instructions stand before it */
        private record Check(int place, Label before, Label after) {}

        @Override
        public void atStart(CodeBuilder code) {
            check(code, "spend");
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            switch (element) {
                case ExceptionCatch one -> {
                    catches.add(one);
                    if (!unlocking.contains(one.handler())) {
                        handlers.add(one.handler());
                    }
                    return;
                }
                case LabelTarget target -> {
                    behind.add(target.label());
                    places.put(target.label(), instructions);
                    if (handlers.contains(target.label())) {
                        code.with(element);
                        check(code, "caught");
                        return;
                    }
                }
                case BranchInstruction jump when behind.contains(jump.target()) -> check(code, "spend");
                case TableSwitchInstruction jump when behind.contains(jump.defaultTarget()) || jump.cases().stream().anyMatch(c -> behind.contains(c.target())) -> check(code, "spend");
                case LookupSwitchInstruction jump when behind.contains(jump.defaultTarget()) || jump.cases().stream().anyMatch(c -> behind.contains(c.target())) -> check(code, "spend");
                default -> {}
            }
            if (element instanceof Instruction) {
                instructions++;
            }
            code.with(element);
        }

        private void check(CodeBuilder code, String what) {
            Label before = code.newBoundLabel();
            code.invokestatic(STEPS, what, NOTHING);
            checks.add(new Check(instructions, before, code.newBoundLabel()));
        }

        @Override
        public void atEnd(CodeBuilder code) {
            catches.forEach(c -> around(code, c));
        }

        /** The range of a catch, in parts that leave the counts out. */
        private void around(CodeBuilder code, ExceptionCatch range) {
            if (unlocking.contains(range.handler())) {
                code.with(range);
                return;
            }
            int first = places.getOrDefault(range.tryStart(), 0);
            int last = places.getOrDefault(range.tryEnd(), instructions);
            Label from = range.tryStart();
            int at = first;
            for (Check check : checks) {
                if (check.place() >= first && check.place() < last) {
                    part(code, range, from, check.before(), at < check.place());
                    from = check.after();
                    at = check.place();
                }
            }
            part(code, range, from, range.tryEnd(), at < last);
        }

        private static void part(CodeBuilder code, ExceptionCatch range, Label from, Label to, boolean some) {
            if (!some) {
                return;
            }
            range.catchType().ifPresentOrElse(
                    type -> code.exceptionCatch(from, to, range.handler(), type),
                    () -> code.exceptionCatchAll(from, to, range.handler()));
        }
    }
}
