#include "backends/opencl/platform.hpp"

#include <algorithm>
#include <cctype>

#include "backends/opencl/error.hpp"

namespace mortise::opencl {
namespace {

constexpr uint64_t kLeastAlignment = 64;
constexpr uint64_t kMostAlignment = 4096;
constexpr cl_int kPlatformNotFound = -1001;

template <class Ask>
std::string text_of(const Ask& ask, std::string_view call) {
  size_t size = 0;
  check(ask(0, nullptr, &size), call);
  std::string text(size, '\0');
  check(ask(size, text.data(), nullptr), call);
  text.resize(std::min(text.find('\0'), text.size()));
  return text;
}

std::string platform_name(cl_platform_id platform) {
  return text_of(
      [platform](size_t size, void* text, size_t* out_size) {
        return clGetPlatformInfo(platform, CL_PLATFORM_NAME, size, text, out_size);
      },
      "clGetPlatformInfo");
}

std::string device_name(cl_device_id device) {
  return text_of(
      [device](size_t size, void* text, size_t* out_size) {
        return clGetDeviceInfo(device, CL_DEVICE_NAME, size, text, out_size);
      },
      "clGetDeviceInfo");
}

template <class T>
T device_value(cl_device_id device, cl_device_info what) {
  T value{};
  check(clGetDeviceInfo(device, what, sizeof(value), &value, nullptr), "clGetDeviceInfo");
  return value;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool contains(const std::string& name, const std::string& wanted) {
  return lower(name).find(lower(wanted)) != std::string::npos;
}

[[noreturn]] void no_driver() {
  sdk::fail(MORTISE_STATUS_UNAVAILABLE,
            "no OpenCL driver is installed; install the one of the device's vendor, or for "
            "processors run `apt-get install pocl-opencl-icd`");
}

std::vector<cl_platform_id> all_platforms() {
  cl_uint count = 0;
  const cl_int code = clGetPlatformIDs(0, nullptr, &count);
  if (code == kPlatformNotFound || (code == CL_SUCCESS && count == 0)) no_driver();
  check(code, "clGetPlatformIDs");
  std::vector<cl_platform_id> platforms(count);
  check(clGetPlatformIDs(count, platforms.data(), nullptr), "clGetPlatformIDs");
  return platforms;
}

std::vector<cl_device_id> devices_of(cl_platform_id platform) {
  cl_uint count = 0;
  const cl_int code = clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, nullptr, &count);
  if (code == CL_DEVICE_NOT_FOUND || (code == CL_SUCCESS && count == 0)) return {};
  check(code, "clGetDeviceIDs");
  std::vector<cl_device_id> devices(count);
  check(clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, count, devices.data(), nullptr),
        "clGetDeviceIDs");
  return devices;
}

uint64_t alignment_of(cl_device_id device) {
  const uint64_t bytes = device_value<cl_uint>(device, CL_DEVICE_MEM_BASE_ADDR_ALIGN) / 8;
  uint64_t alignment = kLeastAlignment;
  while (alignment < bytes && alignment < kMostAlignment) alignment *= 2;
  return alignment;
}

DeviceInfo describe(cl_platform_id platform, cl_device_id device, const std::string& name) {
  DeviceInfo info;
  info.platform = platform;
  info.id = device;
  info.name = name;
  info.memory_bytes = device_value<cl_ulong>(device, CL_DEVICE_GLOBAL_MEM_SIZE);
  info.largest_buffer = device_value<cl_ulong>(device, CL_DEVICE_MAX_MEM_ALLOC_SIZE);
  info.alignment = alignment_of(device);
  const auto type = device_value<cl_device_type>(device, CL_DEVICE_TYPE);
  info.is_cpu = (type & CL_DEVICE_TYPE_CPU) != 0;
  info.unified_memory = device_value<cl_bool>(device, CL_DEVICE_HOST_UNIFIED_MEMORY) == CL_TRUE;
  info.exact_division = (device_value<cl_device_fp_config>(device, CL_DEVICE_SINGLE_FP_CONFIG) &
                         CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT) != 0;
  return info;
}

bool usable(cl_device_id device) {
  return device_value<cl_bool>(device, CL_DEVICE_AVAILABLE) == CL_TRUE &&
         device_value<cl_bool>(device, CL_DEVICE_COMPILER_AVAILABLE) == CL_TRUE &&
         device_value<cl_bool>(device, CL_DEVICE_ENDIAN_LITTLE) == CL_TRUE;
}

}  // namespace

std::vector<DeviceInfo> find_devices(const DeviceFilter& filter) {
  std::vector<DeviceInfo> found;
  std::string others;
  for (const cl_platform_id platform : all_platforms()) {
    const std::string platform_text = platform_name(platform);
    for (const cl_device_id device : devices_of(platform)) {
      const std::string own = device_name(device);
      const std::string name = sdk::message(own, " (", platform_text, ")");
      if (usable(device) && contains(platform_text, filter.platform) &&
          contains(own, filter.device)) {
        found.push_back(describe(platform, device, name));
        found.back().fence_kind = sdk::message("opencl/", found.size() - 1);
      } else {
        others += (others.empty() ? "" : ", ") + name;
      }
    }
  }
  if (!found.empty()) return found;
  if (others.empty()) {
    sdk::fail(MORTISE_STATUS_UNAVAILABLE,
              "the OpenCL drivers on this machine find no device; for processors run `apt-get "
              "install pocl-opencl-icd`");
  }
  sdk::fail(MORTISE_STATUS_UNAVAILABLE,
            "no OpenCL device that can be used fits the options platform and device; there are: ",
            others);
}

}  // namespace mortise::opencl
