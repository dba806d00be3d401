package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path directory;

    @Test
    void isEmptyBeforeItIsWrittenAndAfterItIsRemoved() {
        StateFile file = new StateFile(directory.resolve("deep/er/state"));
        assertThat(file.read()).isEmpty();
        file.exclusively(() -> {
            file.write(LabState.well(LabSize.GATHERING));
            return true;
        });
        assertThat(file.read()).contains(LabState.well(LabSize.GATHERING));
        file.remove();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void damagedFileSaysHowToStartAnew() throws IOException {
        Files.writeString(directory.resolve("state"), "vor-lab 1\nsize 9 180\ndark off\ne1-1 eaten\n");
        assertThatThrownBy(() -> new StateFile(directory.resolve("state")).read())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("eaten")
                .hasMessageContaining("vor lab down");
    }

    @Test
    void manyWritersAtOnceLoseNothing() throws InterruptedException {
        StateFile file = new StateFile(directory.resolve("state"));
        file.write(LabState.well(LabSize.GATHERING));
        List<Thread> writers = IntStream.range(0, 20)
                .mapToObj(i -> Thread.ofPlatform().start(() -> new StateFile(directory.resolve("state")).exclusively(() -> {
                    file.write(file.read().orElseThrow().change(Set.of("e1-" + i), t -> t.cut(true)));
                    return true;
                })))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(file.read().orElseThrow().unplugged()).hasSize(20);
    }
}
