package vor.rules;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import vor.model.Event;

/** Source files as users write them, compiled against this module. */
final class Compiled {
    static final Path DOCS = Path.of("..", "docs");

    private Compiled() {}

    /**
     * @param sources by the name of their class
     * @return what is wrong with them, a line each; and the classes are below that folder when nothing is
     */
    static List<String> compile(Map<String, String> sources, Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (var files = compiler.getStandardFileManager(found, null, null)) {
            List<Path> paths = new ArrayList<>();
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path path = folder.resolve(source.getKey() + ".java");
                Files.writeString(path, source.getValue());
                paths.add(path);
            }
            List<String> options = List.of("-d", folder.toString(), "-proc:none", "-Xlint:all,-serial", "-cp", classPath());
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(paths)).call();
        }
        return found.getDiagnostics().stream().map(Compiled::words).toList();
    }

    private static String words(Diagnostic<? extends JavaFileObject> found) {
        JavaFileObject source = found.getSource();
        return (source == null ? "" : Path.of(source.getName()).getFileName() + ":" + found.getLineNumber() + ": ") + found.getMessage(null);
    }

    private static String classPath() {
        return Stream.of(Rules.class, Event.class, NullMarked.class).map(Compiled::place).collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rules of a class that was compiled there, by the names of their fields. */
    static Map<String, Rule> rules(Path folder, String name) throws ReflectiveOperationException, IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Compiled.class.getClassLoader())) {
            var constructor = loader.loadClass(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object file = constructor.newInstance();
            Map<String, Rule> rules = new LinkedHashMap<>();
            for (var field : file.getClass().getDeclaredFields()) {
                if (field.getType() == Rule.class) {
                    field.setAccessible(true);
                    rules.put(field.getName(), (Rule) field.get(file));
                }
            }
            return rules;
        }
    }
}
