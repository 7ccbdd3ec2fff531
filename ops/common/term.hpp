// Formulas as nodes, for gradients and decompositions.
#pragma once

#include "ops/common/operator.hpp"

namespace mortise::ops {

/// A value in a formula, so that rules read as the mathematics do: `(dy * (1 - y * y)).value()`. Each operation adds a
/// node; what it is combined with has the same dtype, and broadcasts. Numbers are rounded to that dtype.
class Term {
 public:
  Term(Builder& b, uint32_t dtype, Value value) : b_(&b), dtype_(dtype), value_(value) {}

  Value value() const { return value_; }
  uint32_t dtype() const { return dtype_; }
  Builder& builder() const { return *b_; }
  Term number(double number) const { return {*b_, dtype_, b_->scalar(dtype_, number)}; }
  /// An operator of the standard domain; `others` are its further inputs.
  Term apply(std::string_view op, std::vector<Value> others = {}, const Attrs& attrs = {}) const {
    others.insert(others.begin(), value_);
    return {*b_, dtype_, b_->node(op, others, attrs)};
  }
  Term sqrt() const { return apply("Sqrt"); }
  Term exp() const { return apply("Exp"); }
  Term abs() const { return apply("Abs"); }
  /// Truth values.
  Value below(const Term& other) const { return b_->node("Less", {value_, other.value_}); }
  Value below(double other) const { return below(number(other)); }
  Value above(double other) const { return number(other).below(*this); }
  Value equal(const Term& other) const { return b_->node("Equal", {value_, other.value_}); }
  Value equal(double other) const { return equal(number(other)); }
  /// 1 where `condition` holds, else 0.
  Term indicator(Value condition) const {
    return {*b_, dtype_, b_->node("Cast", {condition}, {{"to", dtype_}})};
  }
  /// This where `condition` holds, else `other`.
  Term where(Value condition, const Term& other) const {
    return {*b_, dtype_, b_->node("Where", {condition, value_, other.value_})};
  }
  Term where(Value condition, double other) const { return where(condition, number(other)); }

  Term operator-() const { return apply("Neg"); }
  friend Term operator+(const Term& a, const Term& b) { return a.apply("Add", {b.value_}); }
  friend Term operator-(const Term& a, const Term& b) { return a.apply("Sub", {b.value_}); }
  friend Term operator*(const Term& a, const Term& b) { return a.apply("Mul", {b.value_}); }
  friend Term operator/(const Term& a, const Term& b) { return a.apply("Div", {b.value_}); }
  friend Term operator+(double a, const Term& b) { return b.number(a) + b; }
  friend Term operator-(double a, const Term& b) { return b.number(a) - b; }
  friend Term operator*(double a, const Term& b) { return b.number(a) * b; }
  friend Term operator/(double a, const Term& b) { return b.number(a) / b; }
  friend Term operator+(const Term& a, double b) { return b + a; }
  friend Term operator-(const Term& a, double b) { return a - a.number(b); }
  friend Term operator*(const Term& a, double b) { return b * a; }

 private:
  Builder* b_;
  uint32_t dtype_;
  Value value_;
};

}  // namespace mortise::ops
