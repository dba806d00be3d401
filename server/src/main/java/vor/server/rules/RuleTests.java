package vor.server.rules;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import vor.rules.RulesTest;
import vor.server.rules.load.Loaded;

/** Runs the tests that stand beside rules, each with all rules anew. */
public final class RuleTests {
    private static final long PATIENCE_SECONDS = 10;

    private RuleTests() {}

    /**
     * What became of a test.
     *
     * @param name class and method
     * @param failure in words, with file and line; empty when it passed
     */
    public record Outcome(String name, Optional<String> failure) {}

    /** @param wanted by name */
    public static List<Outcome> run(Loaded loaded, Predicate<String> wanted) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Class<?> type : loaded.tests()) {
            for (Method method : methods(type)) {
                String name = type.getSimpleName() + "." + method.getName();
                if (wanted.test(name)) {
                    outcomes.add(new Outcome(name, failure(loaded, type, method)));
                }
            }
        }
        return outcomes;
    }

    private static List<Method> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(m -> m.getParameterCount() == 0 && m.getReturnType() == void.class && !m.isSynthetic())
                .filter(m -> !Modifier.isPrivate(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static Optional<String> failure(Loaded loaded, Class<?> type, Method method) {
        FutureTask<Optional<String>> task = new FutureTask<>(() -> attempt(loaded, type, method));
        Thread.ofPlatform().daemon().name("rules-test").start(task);
        try {
            return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return Optional.of("it did not end within " + PATIENCE_SECONDS + " seconds");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was interrupted");
        }
    }

    private static Optional<String> attempt(Loaded loaded, Class<?> type, Method method) throws ReflectiveOperationException {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        try {
            loaded.steps().run();
            RulesTest test = (RulesTest) constructor.newInstance();
            test.begin(loaded.rules(), loaded.steps());
            method.invoke(test);
            return test.faults().stream().findFirst().map(f -> "a rule failed: " + f);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String what = cause instanceof AssertionError && cause.getMessage() != null ? cause.getMessage() : cause.toString();
            return Optional.of(what + where(cause, type));
        }
    }

    private static String where(Throwable e, Class<?> type) {
        return Arrays.stream(e.getStackTrace())
                .filter(f -> f.getClassName().equals(type.getName()))
                .findFirst()
                .map(f -> " (" + f.getFileName() + ":" + f.getLineNumber() + ")")
                .orElse("");
    }
}
