package patchidx.cli;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import patchidx.index.PatchIndex;
import patchidx.query.Search.Hit;
import patchidx.render.Item;
import patchidx.render.Item.Branch;
import patchidx.render.Renderer;
import patchidx.series.MailThread;
import patchidx.series.MailThread.Place;

/// Hands threads to a renderer, mail by mail.
///
/// @param index where the bytes of the mails are
/// @param hits documents that were asked for
record ThreadPrinter(PatchIndex index, Set<Integer> hits, Renderer renderer) {

    ThreadPrinter {
        hits = Set.copyOf(hits);
    }

    void print(MailThread<Hit> thread) throws IOException {
        for (Place<Hit> place : thread.places()) {
            print(place);
        }
    }

    private void print(Place<Hit> place) throws IOException {
        Hit hit = place.mail();
        if (hit == null) {
            renderer.gap(place.id(), branch(place, false));
        } else {
            byte[] bytes = index.bytes(hit.document()).getFirst();
            Branch branch = branch(place, hits.contains(hit.document()));
            renderer.mail(new Item(hit.entry(), bytes, List.of(), branch));
        }
    }

    private static Branch branch(Place<Hit> place, boolean isHit) {
        Place<Hit> parent = place.parent();
        return new Branch(
                parent == null ? null : parent.id(), titleAbove(parent), place.depth(), place.isLast(), isHit);
    }

    private static @Nullable String titleAbove(@Nullable Place<Hit> parent) {
        Hit above = parent == null ? null : parent.mail();
        return above == null ? null : above.entry().patch().subject().title();
    }
}
