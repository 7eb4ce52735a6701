package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import patchidx.Fixtures;
import patchidx.Fixtures.Run;
import tools.jackson.databind.JsonNode;

class DiffCommandTest {
    private static final String V1 = "20190924064137.4101-1-ada.winter@example.org";
    private static final String V1_SECOND = "20190924064137.4101-3-ada.winter@example.org";
    private static final String V2 = "20191002081500.7302-1-ada.winter@example.org";
    private static final String V2_SECOND = "20191002081500.7302-3-ada.winter@example.org";

    private static final String STAT = """
        1:  ce1d26fc936e < -:  ------------ vfio: Define irq event capability
        -:  ------------ > 1:  03d3edb158f2 vfio: Define irq event capability
        2:  6e4ef3afb8c7 ! 2:  7de130478824 vfio/wren: Register the device irq event
             10 lines added, 1 removed
        3:  a3d5b6e51db0 ! 3:  a7242303a2ef vfio/wren: Deliver vfio irq events to userspace
             29 lines added, 3 removed
        """;

    @TempDir
    static Path index;

    @BeforeAll
    static void ingest() {
        Fixtures.run(
                "ingest",
                "--index",
                index.toString(),
                Fixtures.BASE.resolve("testdata/archive").toString());
    }

    @Test
    void threeMailsCannotBeCompared() {
        Fixtures.Run run = Fixtures.run("diff", "--index", index.toString(), V1_SECOND, V2_SECOND, V1_SECOND);
        assertThat(run.err()).startsWith("patchidx: diff takes one mail or two\n");
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void comparesTwoVersionsOfASeries() {
        Run run = diff("--stat", V1, V2);
        assertThat(run.out()).isEqualTo(STAT);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void comparesWithTheVersionBeforeIfOneIsNamed() {
        assertThat(diff("--stat", V2).out()).isEqualTo(STAT);
        assertThat(diff("--stat", V2_SECOND).out()).startsWith(STAT);
    }

    @Test
    void comparesTwoPatchesAndNoOthers() {
        assertThat(diff(V1_SECOND, V2_SECOND).out()).isEqualTo("""
            1:  6e4ef3afb8c7 ! 1:  7de130478824 vfio/wren: Register the device irq event
                @@ Commit message
                     vfio/wren: Register the device irq event
                \s
                     Keep one eventfd context beside the registers and tell user space that
                -    the message interrupt can be masked.
                +    the message interrupt can be masked. It starts out masked.
                \s
                     Signed-off-by: Ada Winter <ada.winter@example.org>
                     Signed-off-by: Bram Okafor <bram@example.net>
                @@ drivers/vfio/pci/vfio_pci_wren.c: struct wren_device {
                  	u32 num_irqs;
                  	void __iomem *regs;
                 +	struct eventfd_ctx *event;
                ++	bool masked;
                  };
                 \s
                  static int wren_get_irq_info(struct wren_device *wren,
                @@ drivers/vfio/pci/vfio_pci_wren.c: static int wren_get_irq_info(struct wren_devic
                 +		info->flags |= VFIO_WREN_IRQ_MASKABLE;
                  	info->count = 1;
                 \s
                + 	return 0;
                +@@ drivers/vfio/pci/vfio_pci_wren.c: static int wren_probe(struct wren_device *wren)
                + {
                + 	mutex_init(&wren->lock);
                + 	wren->num_irqs = VFIO_WREN_NUM_IRQS;
                ++	wren->masked = true;
                + 	wren_plane_flip(wren, 0);
                +\s
                  	return 0;
            """);
    }

    @Test
    void comparesTheSeriesOfTwoPatchesOnRequest() {
        assertThat(diff("--stat", "--series", V1_SECOND, V2_SECOND).out()).startsWith(STAT);
    }

    @Test
    void aHigherCreationFactorMakesPairs() {
        assertThat(diff("--stat", "--creation-factor", "200", V1, V2).out())
                .startsWith("1:  ce1d26fc936e ! 1:  03d3edb158f2 vfio: Define irq event capability\n");
    }

    @Test
    void saysInJsonWhichPatchBecameWhich() {
        JsonNode document = Fixtures.json(diff("--json", V1, V2).out());
        assertThat(document.get("before").asString()).isEqualTo(V1);
        assertThat(document.get("after").asString()).isEqualTo(V2);
        List<String> fates = new ArrayList<>();
        document.get("pairs").forEach(pair -> fates.add(pair.get("fate").asString()));
        assertThat(fates).containsExactly("dropped", "added", "changed", "changed");
        JsonNode changed = document.get("pairs").get(2);
        assertThat(changed.get("before").get("id").asString()).isEqualTo(V1_SECOND);
        assertThat(changed.get("after").get("id").asString()).isEqualTo(V2_SECOND);
        assertThat(changed.get("hunks").get(0).get("section").asString()).isEqualTo("Commit message");
    }

    @Test
    void printsEachPairOnALineOfJson() {
        JsonNode document = Fixtures.json(diff("--json", V1, V2).out());
        List<JsonNode> lines =
                diff("--jsonl", V1, V2).out().lines().map(Fixtures::json).toList();
        assertThat(lines).containsExactlyElementsOf(document.get("pairs"));
    }

    @Test
    void saysInJsonByHowManyLinesPatchesChangedAndOnRequestNotHow() {
        for (JsonNode pair : Fixtures.json(diff("--json", V1, V2).out()).get("pairs")) {
            assertThat(pair.get("hunks").isEmpty())
                    .isEqualTo(!pair.get("fate").asString().equals("changed"));
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode pair :
                Fixtures.json(diff("--stat", "--json", V1, V2).out()).get("pairs")) {
            lines.add(pair.get("fate").asString() + " " + pair.get("added") + " " + pair.get("removed"));
            assertThat(pair.get("hunks").isEmpty()).isTrue();
        }
        assertThat(lines).containsExactly("dropped 0 0", "added 0 0", "changed 10 1", "changed 29 3");
    }

    @Test
    void coloursWhatATerminalShows() {
        Run run = Fixtures.run(
                Map.of("PATCHIDX_TERMINAL", "80"), "diff", "--index", index.toString(), V1_SECOND, V2_SECOND);
        assertThat(run.out()).contains("\u001b[7m\u001b[32m+\u001b[m\u001b[1;32m+\tbool masked;\u001b[m");
    }

    @Test
    void aFirstVersionHasNoneBefore() {
        Run run = diff(V1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("patchidx: there is no version before version 1 of vfio: Deliver irq events to userspace\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void aMailThatIsNotThereIsNamed() {
        Run run = diff(V1, "nobody@example.org");
        assertThat(run.err()).isEqualTo("patchidx: no mail nobody@example.org\n");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void optionsThatContradictEachOtherAreAnError() {
        assertThat(diff("--json", "--jsonl", V1, V2).status()).isEqualTo(2);
        assertThat(diff("--creation-factor", "-1", V1, V2).status()).isEqualTo(2);
        assertThat(diff("no mail", V2).status()).isEqualTo(2);
    }

    private static Run diff(String... arguments) {
        List<String> all = new ArrayList<>(List.of("diff", "--index", index.toString()));
        all.addAll(Arrays.asList(arguments));
        return Fixtures.run(all.toArray(String[]::new));
    }
}
