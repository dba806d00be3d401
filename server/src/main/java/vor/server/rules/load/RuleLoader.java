package vor.server.rules.load;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import vor.model.Handler;
import vor.rules.Machine;
import vor.rules.Rule;
import vor.rules.Rules;
import vor.rules.RulesTest;

/**
 * Makes rules of source files. A file that does not compile, or whose classes cannot be made, is left out, or the last one that could be counts in its place; the others go on.
 */
public final class RuleLoader {
    private static final long PATIENCE_SECONDS = 5;

    private RuleLoader() {}

    /**
     * All files of a folder, as one.
     *
     * @param sources as they are now, by the names of files
     * @param good the last that counted
     */
    public static Loaded load(Map<String, String> sources, Map<String, String> good) {
        Attempt first = attempt(sources);
        if (first.problems.isEmpty()) {
            return first.loaded(sources, List.of());
        }
        Map<String, String> rest = new TreeMap<>(sources);
        List<SourceProblem> told = new ArrayList<>(first.problems);
        List<SourceProblem> problems = first.problems;
        Set<String> replaced = new HashSet<>();
        while (!problems.isEmpty() && !rest.isEmpty()) {
            if (!without(problems, rest, good, replaced)) {
                break;
            }
            Attempt next = attempt(rest);
            if (next.problems.isEmpty()) {
                return next.loaded(rest, told);
            }
            problems = next.problems;
            problems.stream().filter(p -> !replaced.contains(p.file())).filter(p -> !told.contains(p)).forEach(told::add);
        }
        return new Loaded(List.of(), () -> {}, List.of(), () -> {}, List.of(), told, Map.of());
    }

    /** Takes the faulty ones back to what was good, and out when that is faulty as well. */
    private static boolean without(List<SourceProblem> problems, Map<String, String> rest, Map<String, String> good, Set<String> replaced) {
        boolean changed = false;
        for (String file : new HashSet<>(problems.stream().map(SourceProblem::file).toList())) {
            String before = good.get(file);
            if (before != null && replaced.add(file)) {
                rest.put(file, before);
                changed = true;
            } else {
                replaced.add(file);
                changed |= rest.remove(file) != null;
            }
        }
        return changed;
    }

    private static Attempt attempt(Map<String, String> sources) {
        SourceCompiler.Compiled compiled = SourceCompiler.compile(sources);
        Attempt attempt = new Attempt(compiled);
        if (attempt.problems.isEmpty()) {
            attempt.make(sources);
        }
        return attempt;
    }

    /** One set of files. */
    private static final class Attempt {
        private final SourceCompiler.Compiled compiled;
        private final List<SourceProblem> problems;
        private final List<Machine.Named> rules = new ArrayList<>();
        private final List<Loaded.Written> handlers = new ArrayList<>();
        private final List<Class<?>> tests = new ArrayList<>();
        private Runnable steps = () -> {};
        private Runnable handlerSteps = () -> {};

        Attempt(SourceCompiler.Compiled compiled) {
            this.compiled = compiled;
            this.problems = new ArrayList<>(compiled.problems());
        }

        Loaded loaded(Map<String, String> sources, List<SourceProblem> told) {
            return new Loaded(rules, steps, handlers, handlerSteps, tests, told, sources);
        }

        /** Handlers run on another thread than rules, so they have classes, and a count of steps, of their own. */
        void make(Map<String, String> sources) {
            WovenClasses forRules = new WovenClasses(compiled.classes());
            WovenClasses forHandlers = new WovenClasses(compiled.classes());
            steps = forRules.steps();
            handlerSteps = forHandlers.steps();
            Map<String, List<String>> byFile = new TreeMap<>();
            compiled.classes().keySet().forEach(name -> byFile.computeIfAbsent(compiled.files().getOrDefault(name, ""), f -> new ArrayList<>()).add(name));
            byFile.forEach((file, names) -> names.forEach(name -> within(file, sources, () -> find(name, file, forRules, forHandlers))));
        }

        private interface Work {
            void run() throws ReflectiveOperationException;
        }

        /** What a file's own code does wrong while it is made ready is a problem of that file; what never ends, too. */
        private void within(String file, Map<String, String> sources, Work work) {
            FutureTask<Optional<Throwable>> task = new FutureTask<>(() -> fault(work));
            Thread.ofPlatform().daemon().name("rules-making").start(task);
            try {
                task.get(PATIENCE_SECONDS, TimeUnit.SECONDS).ifPresent(e -> problems.add(problem(e, file, sources)));
            } catch (TimeoutException e) {
                task.cancel(true);
                problems.add(SourceProblem.of(file, "its fields were not set within " + PATIENCE_SECONDS + " seconds: a rule says what is to be done and does nothing itself"));
            } catch (ExecutionException e) {
                problems.add(problem(e, file, sources));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                problems.add(SourceProblem.of(file, "Vor ended meanwhile"));
            }
        }

        private static Optional<Throwable> fault(Work work) {
            try {
                work.run();
                return Optional.empty();
            } catch (InvocationTargetException e) {
                return Optional.of(e.getCause() == null ? e : e.getCause());
            } catch (ReflectiveOperationException | RuntimeException | Error e) {
                return Optional.of(e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e);
            }
        }

        private void find(String name, String file, WovenClasses forRules, WovenClasses forHandlers) throws ReflectiveOperationException {
            Class<?> type = forRules.loadClass(name);
            if (Modifier.isAbstract(type.getModifiers()) || type.isInterface()) {
                return;
            }
            if (Rules.class.isAssignableFrom(type)) {
                steps.run();
                rules.addAll(rules(type, made(type), file));
            }
            if (RulesTest.class.isAssignableFrom(type)) {
                tests.add(type);
            }
            if (Handler.class.isAssignableFrom(type) && isTop(type)) {
                handlerSteps.run();
                Class<?> own = forHandlers.loadClass(name);
                handlers.add(written((Handler) made(own), file, firstLine(name)));
            }
        }

        private static Loaded.Written written(Handler handler, String file, int line) {
            return new Loaded.Written(handler, said("name", handler.name()), said("title", handler.title()), said("legend", handler.legend()), file, line);
        }

        private static String said(String what, @Nullable String text) {
            if (text == null || text.isBlank()) {
                throw new IllegalArgumentException("a handler needs a " + what + "()");
            }
            return text;
        }

        private static boolean isTop(Class<?> type) {
            return !type.isAnonymousClass() && !type.isLocalClass() && (type.getEnclosingClass() == null || Modifier.isStatic(type.getModifiers()));
        }

        private static Object made(Class<?> type) throws ReflectiveOperationException {
            try {
                var constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return constructor.newInstance();
            } catch (NoSuchMethodException e) {
                throw new NoSuchMethodException("the class " + type.getSimpleName() + " needs a constructor without parameters");
            }
        }

        private int firstLine(String name) {
            byte[] bytes = compiled.classes().get(name);
            return bytes == null ? 0 : Places.firstLine(bytes);
        }

        private List<Machine.Named> rules(Class<?> type, Object instance, String file) throws ReflectiveOperationException {
            List<Machine.Named> found = new ArrayList<>();
            byte[] bytes = compiled.classes().getOrDefault(type.getName(), new byte[0]);
            Map<String, Integer> lines = Places.of(bytes);
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Rule.class) {
                    field.setAccessible(true);
                    if (field.get(instance) instanceof Rule rule) {
                        found.add(new Machine.Named(type.getSimpleName() + "." + field.getName(), file, lines.getOrDefault(field.getName(), 0), rule));
                    }
                }
            }
            return found;
        }

        private SourceProblem problem(Throwable e, String file, Map<String, String> sources) {
            int line = 0;
            for (StackTraceElement frame : e.getStackTrace()) {
                if (compiled.classes().containsKey(frame.getClassName())) {
                    line = Math.max(0, frame.getLineNumber());
                    break;
                }
            }
            String text = line == 0 ? "" : sources.getOrDefault(file, "").lines().skip(line - 1L).findFirst().orElse("");
            String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new SourceProblem(file, line, 0, what, text);
        }
    }
}
