package dev.mvq.runtime.jfaiss;

import static dev.mvq.runtime.jfaiss.IndexFileCursor.require;

import dev.mvq.runtime.jfaiss.IndexFileCursor.Elements;

/** The inverted lists of an IVF index: sizes, then codes and ids of each list that has any. */
final class ListsCheck {
    private final IndexFileCursor file;

    ListsCheck(IndexFileCursor file) {
        this.file = file;
    }

    /**
     * @param lists how many there must be
     * @param code bytes of a code
     * @param total vectors in all of them
     * @param ids what ids must be below
     */
    void check(long lists, int code, long total, long ids) {
        require(file.letters().equals("ilar"), "its lists are of a kind that mvq does not build");
        require(file.number() == lists, "it has another number of lists than it says");
        require(file.number() == code, "its codes are not of " + code + " bytes");
        boolean each = switch (file.letters()) {
            case "full" -> true;
            case "sprs" -> false;
            default -> throw new IllegalArgumentException("the sizes of its lists are written in an unknown way");
        };
        Elements sizes = file.elements(Long.BYTES);
        long found = each ? all(sizes.holding(lists, "sizes of lists"), code, ids) : some(sizes, lists, code, ids);
        require(found == total, "its lists hold " + found + " vectors instead of " + total);
    }

    private long all(Elements sizes, int code, long ids) {
        long found = 0;
        for (long list = 0; list < sizes.count(); list++) {
            found += list(sizes.number(list), code, ids);
        }
        return found;
    }

    /** Pairs of a list and its size. */
    private long some(Elements sizes, long lists, int code, long ids) {
        require(sizes.count() % 2 == 0, "the sizes of its lists are cut off");
        long found = 0;
        long before = -1;
        for (long at = 0; at < sizes.count(); at += 2) {
            long list = sizes.number(at);
            require(list > before && list < lists, "it has no list " + list);
            found += list(sizes.number(at + 1), code, ids);
            before = list;
        }
        return found;
    }

    private long list(long size, int code, long ids) {
        file.elements(size, code);
        IndexFileCheck.ids(file.elements(size, Long.BYTES), ids);
        return size;
    }
}
