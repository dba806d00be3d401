package vor.server.rules.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import vor.model.Event;
import vor.rules.Rules;

/** Java source to classes, in memory. */
final class SourceCompiler {
    private static final int MOST_PROBLEMS = 100;

    private SourceCompiler() {}

    /**
     * What came of it.
     *
     * @param classes by their names with dots; empty when there are problems
     * @param files where each class stands
     */
    record Compiled(Map<String, byte[]> classes, Map<String, String> files, List<SourceProblem> problems) {}

    /** @param sources by the names of their files */
    static Compiled compile(Map<String, String> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            return failed(List.of(SourceProblem.of("", "this Java has no compiler (the module jdk.compiler): rules need one; run Vor with a JDK, or with its own package")));
        }
        if (sources.isEmpty()) {
            return new Compiled(Map.of(), Map.of(), List.of());
        }
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (Memory memory = new Memory(compiler.getStandardFileManager(said, Locale.ENGLISH, StandardCharsets.UTF_8))) {
            List<Source> units = sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
            boolean ok = compiler.getTask(null, memory, said, options(), null, units).call();
            List<SourceProblem> problems = said.getDiagnostics().stream()
                    .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .limit(MOST_PROBLEMS)
                    .map(d -> problem(d, sources))
                    .toList();
            return ok && problems.isEmpty() ? memory.compiled() : failed(problems);
        } catch (IOException | RuntimeException e) {
            return failed(List.of(SourceProblem.of("", "the compiler failed: " + e)));
        }
    }

    private static Compiled failed(List<SourceProblem> problems) {
        return new Compiled(Map.of(), Map.of(), problems);
    }

    /** Only what a rule may see is looked through: few jars, so it is quick. */
    private static List<String> options() {
        String path = String.join(System.getProperty("path.separator"), Stream.of(Event.class, Rules.class).map(SourceCompiler::place).distinct().toList());
        return List.of("-proc:none", "-g", "-parameters", "-Xlint:none", "-encoding", "UTF-8", "-classpath", path);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SourceProblem problem(Diagnostic<? extends JavaFileObject> d, Map<String, String> sources) {
        String file = d.getSource() instanceof Source source ? source.file : "";
        int line = (int) Math.max(0, d.getLineNumber());
        String text = sources.getOrDefault(file, "").lines().skip(Math.max(0, line - 1)).findFirst().orElse("");
        return new SourceProblem(file, line, column(d, sources.getOrDefault(file, "")), d.getMessage(Locale.ENGLISH), line > 0 ? text : "");
    }

    /** In characters from 1; the compiler's own counts a tab as up to eight. */
    private static int column(Diagnostic<?> d, String source) {
        long at = d.getPosition();
        return at < 0 || at > source.length() ? 0 : (int) at - source.lastIndexOf('\n', (int) at - 1);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String file;
        private final String text;

        Source(String file, String text) {
            super(URI.create("rules:///" + URLEncoder.encode(file, StandardCharsets.UTF_8)), Kind.SOURCE);
            this.file = file;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final String file;

        Output(String name, String file) {
            super(URI.create("classes:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
            this.file = file;
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, Output> outputs = new LinkedHashMap<>();

        Memory(JavaFileManager rest) {
            super(rest);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
            Output output = new Output(name, sibling instanceof Source source ? source.file : "");
            outputs.put(name, output);
            return output;
        }

        Compiled compiled() {
            Map<String, byte[]> classes = new LinkedHashMap<>();
            Map<String, String> files = new LinkedHashMap<>();
            outputs.forEach((name, output) -> {
                classes.put(name, output.bytes.toByteArray());
                files.put(name, output.file);
            });
            return new Compiled(classes, files, List.of());
        }
    }
}
