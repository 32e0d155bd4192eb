"""rensa or datasketch over one file: what the table's Python child processes are.

    peer.py version NAME                      the installed version, or exit code 3
    peer.py run NAME FILE PAIRS MIN_RESEMBLANCE   pairs to PAIRS, settings to standard output

FILE is JSON Lines of {"id", "text"}. Shingles are five plain words in a row, all words of a
shorter text, none of an empty one. Both libraries get them as Python strings, in batches, the
way their documentation shows; a candidate pair counts when the library's own estimate of its
resemblance reaches the threshold.
"""

import importlib.metadata
import json
import re
import sys

N_HASHES = 128
BATCH = 4096
WORDS = re.compile(r"\w+")


def shingles(text):
    words = WORDS.findall(text.lower())
    if len(words) < 5:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(words, words[1:], words[2:], words[3:], words[4:])))


def batches(path):
    """Lists of ids and of shingle lists, articles without words left out."""
    ids, sets = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line.strip():
                continue
            article = json.loads(line)
            found = shingles(article["text"])
            if found:
                ids.append(article["id"])
                sets.append(found)
            if len(ids) == BATCH:
                yield ids, sets
                ids, sets = [], []
    yield ids, sets


def datasketch(path, min_resemblance):
    from datasketch import MinHash, MinHashLSH

    # Its documentation: these weights where recall matters more; `jaccard` then filters.
    lsh = MinHashLSH(threshold=min_resemblance, num_perm=N_HASHES, weights=(0.4, 0.6))
    ids, signatures = [], []
    with lsh.insertion_session() as session:
        for batch_ids, sets in batches(path):
            encoded = ([shingle.encode() for shingle in found] for found in sets)
            for signature in MinHash.generator(encoded, num_perm=N_HASHES):
                session.insert(len(signatures), signature, check_duplication=False)
                signatures.append(signature)
            ids += batch_ids

    def pairs():
        for a, signature in enumerate(signatures):
            for b in lsh.query(signature):
                if a < b and signature.jaccard(signatures[b]) >= min_resemblance:
                    yield ids[a], ids[b]

    settings = (
        f"{N_HASHES} permutations, {lsh.b} bands × {lsh.r} rows by MinHashLSH(threshold, weights=(0.4, 0.6)), "
        "MinHash.generator, verified by MinHash.jaccard, one thread"
    )
    return pairs(), settings


def rensa(path, min_resemblance):
    from rensa import RMinHash, RMinHashLSH

    n_bands = bands(min_resemblance)
    lsh = RMinHashLSH(min_resemblance, N_HASHES, n_bands)
    ids, signatures = [], []
    for batch_ids, sets in batches(path):
        signed = RMinHash.from_token_sets(sets, N_HASHES, 42)
        lsh.insert_many(signed, len(signatures))
        signatures += signed
        ids += batch_ids

    def pairs():
        for start in range(0, len(signatures), BATCH):
            found = lsh.query_all(signatures[start : start + BATCH])
            for a, candidates in enumerate(found, start):
                for b in candidates:
                    if a < b and signatures[a].jaccard(signatures[b]) >= min_resemblance:
                        yield ids[a], ids[b]

    settings = (
        f"RMinHash of {N_HASHES} slots, {n_bands} bands × {N_HASHES // n_bands} rows (the fewest "
        "that bring 99 % of pairs at the threshold together), verified by RMinHash.jaccard"
    )
    return pairs(), settings


def bands(min_resemblance):
    """rensa names no rule for its bands: the fewest that meet with probability 0.99 or more."""
    n_bands = 1
    while n_bands < N_HASHES:
        rows = N_HASHES // n_bands
        if 1 - (1 - min_resemblance**rows) ** n_bands >= 0.99:
            break
        n_bands *= 2
    return n_bands


PEERS = {"rensa": rensa, "datasketch": datasketch}


def main():
    command, name, *rest = sys.argv[1:]
    if command == "version":
        try:
            print(importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            sys.exit(3)
        return
    path, out, min_resemblance = rest
    pairs, settings = PEERS[name](path, float(min_resemblance))
    with open(out, "w", encoding="utf-8") as file:
        for a, b in pairs:
            file.write(json.dumps({"a": a, "b": b}, ensure_ascii=False) + "\n")
    print(json.dumps({"settings": settings}))


if __name__ == "__main__":
    main()
