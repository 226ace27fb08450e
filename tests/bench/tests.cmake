# Measurements, not tests: `cmake --build DIR --target bench`, then run.sh in this folder.
add_custom_target(bench)
foreach(name IN ITEMS abab write_loop)
  add_executable(bench_${name} EXCLUDE_FROM_ALL bench/${name}_main.cpp)
  target_link_libraries(bench_${name} PRIVATE pinwright_flags)
  add_dependencies(bench bench_${name} pinwright)
endforeach()

find_package(benchmark QUIET)
if(benchmark_FOUND)
  add_executable(bench_micro EXCLUDE_FROM_ALL bench/micro_bench.cpp)
  target_link_libraries(bench_micro PRIVATE pinwright_cli benchmark::benchmark)
  add_dependencies(bench bench_micro)
endif()
