// Protected regions: how they nest, and which ways control may take across their borders (I.12.4.2,
// II.25.4.6).
#include <algorithm>

#include "vm/il/method_verifier.h"
#include "vm/types/ee_class.h"

namespace minivm {

namespace {

struct Range {
  uint32_t start;
  uint32_t end;
  bool contains(uint32_t offset) const { return offset >= start && offset < end; }
  bool encloses(const Range& o) const { return start <= o.start && o.end <= end; }
  bool overlaps(const Range& o) const { return start < o.end && o.start < end; }
  bool operator==(const Range&) const = default;
};

Range tryOf(const EhClause& clause) {
  return {clause.tryOffset, clause.tryEnd()};
}
Range handlerOf(const EhClause& clause) {
  return {clause.handlerOffset, clause.handlerEnd()};
}
/// Empty unless the clause is a filter.
Range filterOf(const EhClause& clause) {
  return clause.kind == EhKind::Filter ? Range{clause.filterOffset, clause.handlerOffset} : Range{0, 0};
}

}  // namespace

void MethodVerifier::checkClauses() {
  auto fail = [&](VerifyRule rule, uint32_t offset, std::string detail) {
    reportAt(offset, rule, VerifySeverity::Invalid, std::move(detail), true);
  };
  auto isBorder = [&](uint32_t offset) {
    return offset == body_.code.size() || offset >= decodedEnd_ ||
           (offset < indexAt_.size() && indexAt_[offset] >= 0);
  };
  const auto& clauses = body_.ehClauses;
  for (const EhClause& clause : clauses) {
    for (uint32_t offset : {clause.tryOffset, clause.tryEnd(), clause.handlerOffset, clause.handlerEnd()}) {
      if (!isBorder(offset))
        fail(VerifyRule::RegionBounds, offset, fmt::format("IL_{:04x} starts no instruction", offset));
    }
    if (clause.kind == EhKind::Filter && !isBorder(clause.filterOffset))
      fail(VerifyRule::RegionBounds, clause.filterOffset,
           fmt::format("IL_{:04x} starts no instruction", clause.filterOffset));
    if (clause.tryLength == 0 || clause.handlerLength == 0)
      fail(VerifyRule::RegionBounds, clause.tryOffset, "a protected region or handler is empty");
    if (clause.kind == EhKind::Filter && clause.filterOffset >= clause.handlerOffset)
      fail(VerifyRule::RegionBounds, clause.filterOffset,
           "a filter block does not end where its handler starts");
    if (tryOf(clause).overlaps(handlerOf(clause)) || tryOf(clause).overlaps(filterOf(clause)))
      fail(VerifyRule::RegionNesting, clause.tryOffset, "a try block overlaps its own handler");
    if (clause.kind == EhKind::Catch) {
      try {
        TypeHandle type = loader_.loadType(module_, clause.classToken, context_);
        std::string why;
        if (!types_.wellFormed(type, why)) fail(VerifyRule::Constraint, clause.handlerOffset, why);
        if (types_.isByRef(type) || types_.isPointer(type) || type.isValueType())
          fail(VerifyRule::CatchType, clause.handlerOffset, fmt::format("{} is no class", types_.text(type)));
      } catch (const std::runtime_error& error) {
        fail(VerifyRule::TokenResolve, clause.handlerOffset,
             fmt::format("the type caught: {}", error.what()));
      }
    }
  }
  constexpr size_t kMaxPairs = 2000;  // quadratic; no compiler makes that many clauses
  for (size_t i = 0; i < std::min(clauses.size(), kMaxPairs); ++i) {
    for (size_t j = i + 1; j < std::min(clauses.size(), kMaxPairs); ++j) {
      const EhClause& a = clauses[i];
      const EhClause& b = clauses[j];
      Range aTry = tryOf(a), bTry = tryOf(b), aHandler = handlerOf(a), bHandler = handlerOf(b);
      Range aFilter = filterOf(a), bFilter = filterOf(b);
      auto nests = [](const Range& x, const Range& y) {
        return !x.overlaps(y) || x.encloses(y) || y.encloses(x);
      };
      bool ok = nests(aTry, bTry) && nests(aTry, bHandler) && nests(aHandler, bTry) &&
                nests(aHandler, bHandler) && nests(aTry, bFilter) && nests(aFilter, bTry) &&
                nests(aFilter, bHandler) && nests(aHandler, bFilter) && !(aHandler == bHandler) &&
                !(aTry == bHandler) && !(aHandler == bTry) && !aFilter.overlaps(bFilter);
      // A try block around another encloses its handlers as well; a try block inside a handler lies there as
      // a whole.
      if (ok && !(aTry == bTry)) {
        if (aTry.encloses(bTry))
          ok = aTry.encloses(bHandler) && (b.kind != EhKind::Filter || aTry.encloses(bFilter));
        if (bTry.encloses(aTry))
          ok = bTry.encloses(aHandler) && (a.kind != EhKind::Filter || bTry.encloses(aFilter));
      }
      if (ok && aTry == bTry) ok = !aHandler.overlaps(bHandler);
      if (ok && aHandler.encloses(bTry)) ok = aHandler.encloses(bHandler);
      if (ok && bHandler.encloses(aTry)) ok = bHandler.encloses(aHandler);
      if (!ok) {
        fail(VerifyRule::RegionNesting, b.tryOffset,
             fmt::format("the clause of the try block at IL_{:04x} and that of IL_{:04x} overlap",
                         a.tryOffset, b.tryOffset));
        continue;
      }
      if ((aTry.encloses(bTry) && !(aTry == bTry)) || aHandler.encloses(bTry))
        fail(VerifyRule::RegionOrder, b.tryOffset,
             fmt::format("the try block at IL_{:04x} lies inside that of an earlier clause, IL_{:04x}",
                         b.tryOffset, a.tryOffset));
      bool isFinally = a.kind == EhKind::Finally || a.kind == EhKind::Fault || b.kind == EhKind::Finally ||
                       b.kind == EhKind::Fault;
      if (aTry == bTry && isFinally) {
        reportAt(b.tryOffset, VerifyRule::RegionShared, VerifySeverity::Unverifiable,
                 fmt::format("handlers at IL_{:04x} and IL_{:04x}", a.handlerOffset, b.handlerOffset), true);
      }
      for (auto [filter, inner] : {std::pair(aFilter, bTry), std::pair(bFilter, aTry)}) {
        if (filter.end > filter.start && filter.encloses(inner))
          fail(VerifyRule::RegionInFilter, inner.start,
               fmt::format("the filter block starts at IL_{:04x}", filter.start));
      }
    }
  }
}

MethodVerifier::Region MethodVerifier::innermostRegion(uint32_t offset, const EhClause** clause) {
  charge(body_.ehClauses.size());
  Region result = Region::None;
  uint32_t smallest = 0xFFFFFFFF;
  auto take = [&](const EhClause& each, const Range& range, Region region) {
    // Of regions with the same bounds a handler counts before a try block around it.
    if (!range.contains(offset) || range.end - range.start >= smallest) return;
    smallest = range.end - range.start;
    result = region;
    if (clause) *clause = &each;
  };
  for (const EhClause& each : body_.ehClauses) {
    bool isFinally = each.kind == EhKind::Finally || each.kind == EhKind::Fault;
    take(each, handlerOf(each), isFinally ? Region::Finally : Region::Catch);
    take(each, filterOf(each), Region::Filter);
    take(each, tryOf(each), Region::Try);
  }
  return result;
}

bool MethodVerifier::isInHandler(uint32_t offset) const {
  return std::any_of(body_.ehClauses.begin(), body_.ehClauses.end(), [&](const EhClause& clause) {
    return handlerOf(clause).contains(offset) || filterOf(clause).contains(offset);
  });
}

bool MethodVerifier::checkTransfer(uint32_t target, Transfer transfer) {
  const uint32_t source = il_.offset;
  const bool isLeave = transfer == Transfer::Leave;
  bool mayEnter = true;
  const char* how = transfer == Transfer::FallThrough ? "falls" : isLeave ? "leave goes" : "branches";
  for (const EhClause& clause : body_.ehClauses) {
    const Range tryRange = tryOf(clause), handler = handlerOf(clause), filter = filterOf(clause);
    const bool isFinally = clause.kind == EhKind::Finally || clause.kind == EhKind::Fault;
    if (tryRange.contains(target) && !tryRange.contains(source)) {
      // A catch handler may `leave` into the try block it belongs to (III.3.46).
      bool fromOwnHandler =
          isLeave && std::any_of(body_.ehClauses.begin(), body_.ehClauses.end(), [&](const EhClause& own) {
            return tryOf(own) == tryRange && handlerOf(own).contains(source) &&
                   (own.kind == EhKind::Catch || own.kind == EhKind::Filter);
          });
      if (target != tryRange.start && !fromOwnHandler) {
        report(VerifyRule::BranchIntoTry,
               fmt::format("control {} into the try block at IL_{:04x}", how, tryRange.start));
      } else if (target == tryRange.start && !stack_.empty()) {
        report(VerifyRule::TryStackNotEmpty, fmt::format("expected [], found {}", types_.text(stack_)));
      }
    }
    if (tryRange.contains(source) && !tryRange.contains(target) && !isLeave)
      report(VerifyRule::BranchOutOfTry,
             fmt::format("control {} out of the try block at IL_{:04x}", how, tryRange.start));
    if (handler.contains(target) &&
        (!handler.contains(source) || (target == handler.start && transfer == Transfer::FallThrough))) {
      mayEnter = false;
      report(VerifyRule::BranchIntoHandler,
             fmt::format("control {} into the handler at IL_{:04x}", how, handler.start));
    }
    if (filter.contains(target) && !filter.contains(source)) {
      mayEnter = false;
      report(VerifyRule::BranchIntoHandler,
             fmt::format("control {} into the filter block at IL_{:04x}", how, filter.start));
    }
    if (handler.contains(source) && !handler.contains(target)) {
      if (isFinally) {
        report(VerifyRule::BranchOutOfFinally,
               fmt::format("control {} out of the handler at IL_{:04x}", how, handler.start));
      } else if (!isLeave) {
        report(VerifyRule::BranchOutOfHandler,
               fmt::format("control {} out of the handler at IL_{:04x}", how, handler.start));
      }
    }
    if (filter.contains(source) && !filter.contains(target))
      report(VerifyRule::BranchOutOfFilter,
             fmt::format("control {} out of the filter block at IL_{:04x}", how, filter.start));
  }
  return mayEnter;
}

void MethodVerifier::checkReturn() {
  const EhClause* clause = nullptr;
  Region region = innermostRegion(il_.offset, &clause);
  if (region == Region::None) return;
  const char* what = region == Region::Try      ? "try block"
                     : region == Region::Filter ? "filter block"
                                                : "handler";
  uint32_t start = region == Region::Try      ? clause->tryOffset
                   : region == Region::Filter ? clause->filterOffset
                                              : clause->handlerOffset;
  report(VerifyRule::ReturnFromRegion, fmt::format("ret inside the {} at IL_{:04x}", what, start));
}

void MethodVerifier::checkRethrow() {
  // The innermost handler around it, whatever try blocks lie between.
  const EhClause* innermost = nullptr;
  for (const EhClause& clause : body_.ehClauses) {
    for (const Range& range : {handlerOf(clause), filterOf(clause)}) {
      if (range.contains(il_.offset) && (!innermost || handlerOf(*innermost).encloses(range)))
        innermost = &clause;
    }
  }
  bool isCatch = innermost && handlerOf(*innermost).contains(il_.offset) &&
                 (innermost->kind == EhKind::Catch || innermost->kind == EhKind::Filter);
  if (!isCatch) report(VerifyRule::RethrowOutsideCatch, "");
}

void MethodVerifier::checkEndFinally() {
  if (innermostRegion(il_.offset) != Region::Finally) report(VerifyRule::EndfinallyOutside, "");
}

void MethodVerifier::checkEndFilter() {
  const EhClause* clause = nullptr;
  if (innermostRegion(il_.offset, &clause) != Region::Filter || il_.nextOffset != clause->handlerOffset)
    report(VerifyRule::EndfilterOutside, "");
  require(pop(), core(WellKnownType::Int32), "the filter's answer");
  if (!stack_.empty())
    report(VerifyRule::EndfilterStack,
           fmt::format("expected [int32], found {} below it", types_.text(stack_)));
}

}  // namespace minivm
