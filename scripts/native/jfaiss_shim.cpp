// What dev.mvq.runtime.jfaiss needs of FAISS 1.12 and its C API does not offer: searches whose parameters reach every
// level of a composed index, reads that refuse a cut-off file, writes that notice a full disk, and a description of
// what an index is. Every function that can fail returns 0 or leaves its words with faiss_get_last_error(), as the C API
// does. All of them work on one thread of the caller's: parallelism is over queries, in Java.
//
// Change JFAISS_ABI together with FaissSymbols.ABI whenever a signature or a meaning here changes.

#include <faiss/Index.h>
#include <faiss/IndexFlat.h>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIDMap.h>
#include <faiss/IndexIVF.h>
#include <faiss/IndexIVFFlat.h>
#include <faiss/IndexIVFPQ.h>
#include <faiss/IndexPQ.h>
#include <faiss/IndexPreTransform.h>
#include <faiss/IndexRefine.h>
#include <faiss/IndexScalarQuantizer.h>
#include <faiss/impl/IDSelector.h>
#include <faiss/impl/io.h>
#include <faiss/impl/mapped_io.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>

#include <cxxabi.h>
#include <errno.h>
#include <omp.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "jfaiss_ivfpq.h"
#include "macros_impl.h"

#define API extern "C" __attribute__((visibility("default")))
#define JFAISS_ABI 2

namespace {

using faiss::idx_t;
using faiss::Index;

/// One OpenMP thread in this scope, whatever the environment says; the caller's own setting afterwards.
struct OneThread {
    const int before = omp_get_max_threads();
    OneThread() { omp_set_num_threads(1); }
    ~OneThread() { omp_set_num_threads(before); }
};

template <class T>
const T* as(const Index* index) {
    return dynamic_cast<const T*>(index);
}

/// The index below id maps, transforms and refinements: the one that says how candidates are found.
const Index* core(const Index* index) {
    if (auto map = as<faiss::IndexIDMap>(index)) return core(map->index);
    if (auto transform = as<faiss::IndexPreTransform>(index)) return core(transform->index);
    if (auto refine = as<faiss::IndexRefine>(index)) return core(refine->base_index);
    return index;
}

/// Whether ids given to add_with_ids are kept by the index itself.
bool keeps_ids(const Index* index) {
    if (auto transform = as<faiss::IndexPreTransform>(index)) return keeps_ids(transform->index);
    return as<faiss::IndexIDMap>(index) || as<faiss::IndexIVF>(index);
}

/// Search parameters for an index and all it is made of; 0 means the index's own value.
class Parameters {
    std::vector<std::unique_ptr<faiss::SearchParameters>> owned;
    std::vector<std::unique_ptr<faiss::IDSelector>> selectors;
    const int nprobe, ef;
    const float refine;

    template <class T>
    T* make() {
        auto fresh = std::make_unique<T>();
        T* p = fresh.get();
        owned.push_back(std::move(fresh));
        return p;
    }

   public:
    Parameters(int nprobe, int ef, float refine) : nprobe(nprobe), ef(ef), refine(refine) {}

    faiss::SearchParameters* of(const Index* index, faiss::IDSelector* sel) {
        if (auto map = as<faiss::IndexIDMap>(index)) {
            if (sel) {  // below the map rows have the map's positions
                selectors.push_back(std::make_unique<faiss::IDSelectorTranslated>(map->id_map, sel));
                sel = selectors.back().get();
            }
            return of(map->index, sel);
        }
        if (auto transform = as<faiss::IndexPreTransform>(index)) {
            auto p = make<faiss::SearchParametersPreTransform>();
            p->index_params = of(transform->index, sel);
            return p;
        }
        if (auto refined = as<faiss::IndexRefine>(index)) {
            auto p = make<faiss::IndexRefineSearchParameters>();
            p->k_factor = refine > 0 ? refine : refined->k_factor;
            p->base_index_params = of(refined->base_index, sel);
            return p;
        }
        if (auto ivf = as<faiss::IndexIVF>(index)) {
            auto p = make<faiss::SearchParametersIVF>();
            p->sel = sel;
            p->nprobe = nprobe > 0 ? nprobe : ivf->nprobe;
            p->max_codes = ivf->max_codes;
            p->quantizer_params = ef > 0 && as<faiss::IndexHNSW>(ivf->quantizer) ? of(ivf->quantizer, nullptr) : nullptr;
            return p;
        }
        if (auto graph = as<faiss::IndexHNSW>(index)) {
            auto p = make<faiss::SearchParametersHNSW>();
            p->sel = sel;
            p->efSearch = ef > 0 ? ef : graph->hnsw.efSearch;
            p->check_relative_distance = graph->hnsw.check_relative_distance;
            p->bounded_queue = graph->hnsw.search_bounded_queue;
            return p;
        }
        if (!sel) return nullptr;  // many kinds refuse any parameters at all
        auto p = make<faiss::SearchParameters>();
        p->sel = sel;
        return p;
    }
};

/// Reads from a mapping, and unlike its base never past the file's end.
struct StrictMappedReader : faiss::MappedFileIOReader {
    StrictMappedReader(const std::shared_ptr<faiss::MmappedFileMappingOwner>& file, const char* path)
            : MappedFileIOReader(file) {
        name = path;
    }
    size_t operator()(void* into, size_t size, size_t count) override {
        if (size == 0 || count == 0) return 0;
        if (pos > mmap_owner->size() || count > (mmap_owner->size() - pos) / size) return 0;
        return MappedFileIOReader::operator()(into, size, count);
    }
};

/// Small training sets are the caller's choice, already told to the user: FAISS need not warn on stderr.
void accept_small_training_sets(Index* index) {
    auto inner = const_cast<Index*>(core(index));
    if (auto ivf = dynamic_cast<faiss::IndexIVF*>(inner)) ivf->cp.min_points_per_centroid = 1;
    if (auto ivfpq = dynamic_cast<faiss::IndexIVFPQ*>(inner)) ivfpq->pq.cp.min_points_per_centroid = 1;
    if (auto pq = dynamic_cast<faiss::IndexPQ*>(inner)) pq->pq.cp.min_points_per_centroid = 1;
}

std::string class_name(const Index* index) {
    int status = 0;
    char* demangled = abi::__cxa_demangle(typeid(*index).name(), nullptr, nullptr, &status);
    std::string name = demangled ? demangled : typeid(*index).name();
    free(demangled);
    return name.rfind("faiss::", 0) == 0 ? name.substr(7) : name;
}

std::string product_quantizer(const faiss::ProductQuantizer& pq) {
    std::string text = "PQ" + std::to_string(pq.M);
    return pq.nbits == 8 ? text : text + "x" + std::to_string(pq.nbits);
}

/// As a factory string where the kind is one of the common ones, else the class's name.
std::string describe(const Index* index) {
    if (auto map = as<faiss::IndexIDMap>(index)) return describe(map->index);
    if (auto refined = as<faiss::IndexRefine>(index))
        return describe(refined->base_index) + ",Refine(" + describe(refined->refine_index) + ")";
    if (auto transform = as<faiss::IndexPreTransform>(index))
        return "T" + std::to_string(transform->index->d) + "," + describe(transform->index);
    if (auto ivf = as<faiss::IndexIVF>(index)) {
        std::string text = "IVF" + std::to_string(ivf->nlist);
        if (auto graph = as<faiss::IndexHNSW>(ivf->quantizer)) text += "_HNSW" + std::to_string(graph->hnsw.nb_neighbors(1));
        if (auto pq = as<faiss::IndexIVFPQ>(index)) return text + "," + product_quantizer(pq->pq);
        if (as<faiss::IndexIVFFlat>(index)) return text + ",Flat";
        if (auto sq = as<faiss::IndexIVFScalarQuantizer>(index)) return text + ",SQ" + std::to_string(sq->sq.bits);
        return text + "," + class_name(index);
    }
    if (auto graph = as<faiss::IndexHNSW>(index)) {
        std::string text = "HNSW" + std::to_string(graph->hnsw.nb_neighbors(1));
        return as<faiss::IndexFlat>(graph->storage) ? text : text + "," + describe(graph->storage);
    }
    if (auto pq = as<faiss::IndexPQ>(index)) return product_quantizer(pq->pq);
    if (auto sq = as<faiss::IndexScalarQuantizer>(index)) return "SQ" + std::to_string(sq->sq.bits);
    if (as<faiss::IndexFlat>(index)) return "Flat";
    return class_name(index);
}

void throw_system_error(const char* what, const char* path) {
    FAISS_THROW_FMT("%s %s: %s", what, path, strerror(errno));
}

}  // namespace

API int jfaiss_abi() { return JFAISS_ABI; }

/// A factory string's index for inner product, behind an id map where it would not keep ids itself.
API int jfaiss_create(int d, const char* type, void** out) {
    try {
        std::unique_ptr<Index> index(faiss::index_factory(d, type, faiss::METRIC_INNER_PRODUCT));
        if (!keeps_ids(index.get())) {
            auto map = std::make_unique<faiss::IndexIDMap>(index.get());
            map->own_fields = true;
            index.release();
            index = std::move(map);
        }
        accept_small_training_sets(index.get());
        *out = index.release();
    }
    CATCH_AND_HANDLE
}

/// Lanes: 0 for the quickest way that this CPU has; for tests, those of jfaiss_ivfpq.h.
API int jfaiss_train(void* index, int64_t n, const float* x, int lanes) {
    OneThread scope;
    try {
        jfaiss::train(static_cast<Index*>(index), n, x, lanes);
    }
    CATCH_AND_HANDLE
}

/// Lanes as in jfaiss_train.
API int jfaiss_add_with_ids(void* index, int64_t n, const float* x, const int64_t* ids, int lanes) {
    OneThread scope;
    try {
        jfaiss::add_with_ids(static_cast<Index*>(index), n, x, ids, lanes);
    }
    CATCH_AND_HANDLE
}

/// HNSW only: breadth of the beam while building; nothing happens for other kinds.
API int jfaiss_set_ef_construction(void* index, int ef) {
    try {
        auto inner = const_cast<Index*>(core(static_cast<Index*>(index)));
        if (auto graph = dynamic_cast<faiss::IndexHNSW*>(inner)) graph->hnsw.efConstruction = ef;
    }
    CATCH_AND_HANDLE
}

/// The k nearest of each of n queries. Selector: 0 all ids; 1 ids in [from, to); 2 ids whose bit is set in bits[to bytes].
API int jfaiss_search(
        const void* pointer,
        int64_t n,
        const float* x,
        int64_t k,
        int nprobe,
        int ef,
        float refine,
        int selector,
        int64_t from,
        int64_t to,
        const uint8_t* bits,
        float* similarities,
        int64_t* labels) {
    OneThread scope;
    try {
        auto index = static_cast<const Index*>(pointer);
        std::unique_ptr<faiss::IDSelector> sel;
        if (selector == 1) sel = std::make_unique<faiss::IDSelectorRange>(from, to);
        if (selector == 2) sel = std::make_unique<faiss::IDSelectorBitmap>(to, bits);
        Parameters parameters(nprobe, ef, refine);
        // An id map hands its parameters down, translated already by Parameters.
        index->search(n, x, k, similarities, labels, parameters.of(index, sel.get()));
    }
    CATCH_AND_HANDLE
}

API int jfaiss_read(const char* path, void** out) {
    OneThread scope;
    try {
        *out = faiss::read_index(path, 0);
    }
    CATCH_AND_HANDLE
}

/// As jfaiss_read, with vectors, codes, ids and graph links left in the file.
API int jfaiss_map(const char* path, void** out) {
    OneThread scope;
    try {
        auto file = std::make_shared<faiss::MmappedFileMappingOwner>(std::string(path));
        StrictMappedReader reader(file, path);
        std::unique_ptr<Index> index(faiss::read_index(&reader, faiss::IO_FLAG_MMAP_IFC));
        FAISS_THROW_IF_NOT_FMT(
                reader.pos <= file->size(), "read error in %s: it ends %zd bytes early", path, reader.pos - file->size());
        *out = index.release();
    }
    CATCH_AND_HANDLE
}

/// Writes and forces the file to disk. FAISS's own writer by name would not notice a disk that is full at the last block.
API int jfaiss_write(const void* index, const char* path) {
    try {
        std::unique_ptr<FILE, int (*)(FILE*)> file(fopen(path, "wb"), &fclose);
        if (!file) throw_system_error("could not open for writing", path);
        faiss::FileIOWriter writer(file.get());
        writer.name = path;
        faiss::write_index(static_cast<const Index*>(index), &writer);
        if (fflush(file.get()) != 0 || fsync(fileno(file.get())) != 0) throw_system_error("could not write", path);
        if (fclose(file.release()) != 0) throw_system_error("could not close", path);
    }
    CATCH_AND_HANDLE
}

/// The index as a factory string, zero-terminated, cut to capacity bytes.
API int jfaiss_describe(const void* index, char* text, int capacity) {
    try {
        snprintf(text, capacity, "%s", describe(static_cast<const Index*>(index)).c_str());
    }
    CATCH_AND_HANDLE
}

/// How candidates are found: 0 every vector is compared, 1 inverted lists, 2 HNSW graph, 3 otherwise.
API int jfaiss_kind(const void* index) {
    const Index* inner = core(static_cast<const Index*>(index));
    if (as<faiss::IndexFlat>(inner)) return 0;
    if (as<faiss::IndexIVF>(inner)) return 1;
    if (as<faiss::IndexHNSW>(inner)) return 2;
    return 3;
}

/// Number of inverted lists; 0 for other kinds.
API int64_t jfaiss_lists(const void* index) {
    auto ivf = as<faiss::IndexIVF>(core(static_cast<const Index*>(index)));
    return ivf ? static_cast<int64_t>(ivf->nlist) : 0;
}
