// The helpers of base.h, which both sides of the ABI rely on.
#include <mortise/abi/tensor.h>

#include <catch2/catch.hpp>

namespace {

// A struct as two versions of a header know it.
struct Old {
  uint64_t struct_size;
  uint32_t first;
  uint32_t second;
};
struct New {
  Old old;
  uint64_t third;
  uint32_t fourth;
  uint32_t fifth;
};

}  // namespace

TEST_CASE("a tail of zeros is no unknown member") {
  New object{};
  object.old.struct_size = sizeof(New);
  CHECK(mortise_unknown_tail(&object, sizeof(New), sizeof(Old)) == 0);
  CHECK(mortise_unknown_tail(&object, sizeof(Old), sizeof(Old)) == 0);
}

TEST_CASE("the offset of the first set byte behind what is known is found") {
  New object{};
  object.fifth = 1;
  CHECK(mortise_unknown_tail(&object, sizeof(New), sizeof(Old)) == offsetof(New, fifth));
  object.third = uint64_t{1} << 8;
  CHECK(mortise_unknown_tail(&object, sizeof(New), sizeof(Old)) == offsetof(New, third) + 1);
  CHECK(mortise_unknown_tail(&object, sizeof(New), sizeof(New)) == 0);
}

TEST_CASE("a member is reached when the struct is long enough to hold all of it") {
  struct Both {
    uint64_t struct_size;
    uint64_t third;
  } object{};
  object.struct_size = sizeof(object);
  CHECK(MORTISE_REACHES(&object, Both, third));
  object.struct_size = sizeof(object) - 1;
  CHECK_FALSE(MORTISE_REACHES(&object, Both, third));
}

TEST_CASE("releasing no status, or a static one, does nothing") {
  mortise_status_release(nullptr);
  mortise_status_t status{};
  status.struct_size = sizeof(status);
  status.code = MORTISE_STATUS_OUT_OF_MEMORY;
  mortise_status_release(&status);
  CHECK(status.code == MORTISE_STATUS_OUT_OF_MEMORY);
}

TEST_CASE("a status is released by the function that it carries") {
  mortise_status_t status{};
  status.release = [](mortise_status_t* self) { self->flags = 77; };
  mortise_status_release(&status);
  CHECK(status.flags == 77);
}

TEST_CASE("dtypes keep the numbers of ONNX, and those of ggml behind 256") {
  CHECK(MORTISE_DTYPE_FLOAT32 == 1);
  CHECK(MORTISE_DTYPE_BFLOAT16 == 16);
  CHECK(MORTISE_DTYPE_Q4_K == 256 + 12);
  CHECK(MORTISE_DTYPE_FIRST_REGISTERED == 65536);
}

TEST_CASE("symbols are numbered below the unknown extent") {
  CHECK(MORTISE_DIM_SYMBOL(0) == MORTISE_DIM_UNKNOWN - 1);
  CHECK(MORTISE_DIM_SYMBOL(5) == -7);
}
