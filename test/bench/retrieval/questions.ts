/** A question, and the passages that answer it; none where nothing does. */
export interface BenchQuestion {
  readonly asked: string;
  readonly answeredBy: readonly string[];
}

/** The passages of an invented bicycle shop, by name. Written for this project, under its licence. */
export const passages: Readonly<Record<string, string>> = {
  "hours.en":
    "Opening hours\nThe shop is open Monday to Saturday from 9:00 to 18:30. On Sundays it is closed.",
  "hours.vi":
    "Giờ mở cửa\nCửa hàng mở cửa từ thứ Hai đến thứ Bảy, 9 giờ đến 18 giờ 30. Chủ Nhật nghỉ.",
  "delivery.en":
    "Delivery\nWe deliver bicycles within the city for 5 dollars. Orders over 200 dollars are delivered free of charge.",
  "delivery.vi":
    "Giao hàng\nPhí giao hàng trong nội thành là 50.000 đồng. Đơn hàng trên 2 triệu đồng được miễn phí giao hàng.",
  "returns.en":
    "Returns\nYou can return unused goods within 30 days with the receipt. The money is refunded within a week.",
  "returns.vi":
    "Đổi trả\nHàng chưa sử dụng được đổi trả trong vòng 30 ngày nếu có hóa đơn. Tiền được hoàn lại trong một tuần.",
  "warranty.en":
    "Warranty\nFrames have a warranty of five years, electric motors and batteries of two years.",
  "warranty.vi":
    "Bảo hành\nKhung xe được bảo hành năm năm, động cơ điện và pin được bảo hành hai năm.",
  "payment.en":
    "Payment\nPay in cash, by card, or in instalments over twelve months without interest.",
  "payment.vi":
    "Thanh toán\nThanh toán bằng tiền mặt, thẻ, chuyển khoản, hoặc trả góp 12 tháng không lãi suất.",
  "repair.en":
    "Repairs\nA puncture is fixed while you wait for 8 dollars. A full service with new brake pads takes two days.",
  "repair.vi":
    "Sửa xe\nVá săm lấy ngay giá 40.000 đồng. Bảo dưỡng toàn bộ, thay má phanh mất hai ngày.",
  "rental.en":
    "Rental\nRent a city bike for 10 dollars a day or a mountain bike for 18 dollars. A passport or a deposit is needed.",
  "rental.vi":
    "Thuê xe\nThuê xe đạp phố 100.000 đồng một ngày, xe địa hình 180.000 đồng. Cần giấy tờ tùy thân hoặc đặt cọc.",
  "battery.en":
    "Charging the battery\nThe battery charges in four hours. Do not charge it below freezing. A full charge lasts for 80 kilometres.",
  "battery.vi":
    "Sạc pin\nPin sạc đầy trong bốn giờ. Không sạc khi trời dưới 0 độ. Mỗi lần sạc đầy đi được 80 km.",
  "size.en":
    "Finding the right size\nMeasure the inside of your leg and multiply it by 0.66: that is the height of the frame.",
  "size.vi": "Chọn cỡ xe\nĐo chiều dài chân trong rồi nhân với 0,66: đó là chiều cao khung xe.",
  "children.en":
    "For children\nChildren under six ride bikes with wheels of 12 to 16 inches. Helmets for them are in stock.",
  "children.vi":
    "Xe cho trẻ em\nTrẻ dưới sáu tuổi đi xe bánh 12 đến 16 inch. Mũ bảo hiểm trẻ em luôn có sẵn.",
  "parts.en":
    "Spare parts\nChains, tyres and pedals of all brands are in stock. Other parts can be ordered within a week.",
  "parts.vi":
    "Phụ tùng\nXích, lốp và bàn đạp của mọi hãng đều có sẵn. Phụ tùng khác đặt hàng trong một tuần.",
  "insurance.en":
    "Insurance against theft\nFor 3 dollars a month your bicycle is insured against theft, also abroad.",
  "insurance.vi":
    "Bảo hiểm mất trộm\nVới 30.000 đồng mỗi tháng, xe của bạn được bảo hiểm mất trộm, kể cả ở nước ngoài.",
  "address.en":
    "Where to find us\nThe shop is at 12 Lake Street, next to the post office. Parking is behind the house.",
  "address.vi": "Địa chỉ\nCửa hàng ở số 12 phố Hồ, cạnh bưu điện. Chỗ gửi xe ở phía sau nhà.",
  "jobs.en":
    "Working with us\nWe look for a mechanic with two years of experience. Send your application by e-mail.",
  "jobs.vi": "Tuyển dụng\nChúng tôi tìm thợ sửa xe có hai năm kinh nghiệm. Gửi hồ sơ qua email.",
};

const both = (name: string) => [`${name}.en`, `${name}.vi`];

/** Questions as customers ask them: with and without accents, short, and in other words than the passage. */
export const questions: readonly BenchQuestion[] = [
  { asked: "When are you open?", answeredBy: ["hours.en"] },
  { asked: "are you open on sunday", answeredBy: ["hours.en"] },
  { asked: "mấy giờ mở cửa ạ", answeredBy: ["hours.vi"] },
  { asked: "chu nhat co mo cua khong", answeredBy: ["hours.vi"] },
  { asked: "How much does delivery cost?", answeredBy: ["delivery.en"] },
  { asked: "do you deliver for free", answeredBy: ["delivery.en"] },
  { asked: "phi giao hang bao nhieu", answeredBy: ["delivery.vi"] },
  { asked: "ship nội thành mất bao nhiêu tiền phí", answeredBy: ["delivery.vi"] },
  { asked: "Can I return a bike that I don't like?", answeredBy: ["returns.en"] },
  { asked: "get a refund", answeredBy: ["returns.en"] },
  { asked: "doi tra hang the nao", answeredBy: ["returns.vi"] },
  { asked: "mua rồi có được trả lại không, có cần hóa đơn không", answeredBy: ["returns.vi"] },
  { asked: "how long is the warranty on the frame", answeredBy: ["warranty.en"] },
  { asked: "pin xe điện bảo hành bao lâu", answeredBy: ["warranty.vi"] },
  { asked: "bao hanh khung xe may nam", answeredBy: ["warranty.vi"] },
  { asked: "Can I pay by credit card or instalments?", answeredBy: ["payment.en"] },
  { asked: "có cho trả góp không shop", answeredBy: ["payment.vi"] },
  { asked: "thanh toan bang the duoc khong", answeredBy: ["payment.vi"] },
  {
    asked: "I have a flat tyre, a puncture, can you fix it?",
    answeredBy: ["repair.en", "parts.en"],
  },
  { asked: "what does a full service include", answeredBy: ["repair.en"] },
  { asked: "va sam bao nhieu tien", answeredBy: ["repair.vi"] },
  { asked: "bảo dưỡng xe mất mấy ngày", answeredBy: ["repair.vi"] },
  { asked: "rent a mountain bike for a day", answeredBy: ["rental.en"] },
  { asked: "thuê xe đạp cần giấy tờ gì", answeredBy: ["rental.vi"] },
  { asked: "gia thue xe dia hinh", answeredBy: ["rental.vi"] },
  { asked: "How far can I ride on one charge?", answeredBy: ["battery.en"] },
  { asked: "sac pin may tieng thi day", answeredBy: ["battery.vi"] },
  { asked: "What frame size do I need?", answeredBy: ["size.en"] },
  { asked: "chọn khung cao bao nhiêu thì vừa chân", answeredBy: ["size.vi"] },
  { asked: "helmet for my daughter, she is five, children", answeredBy: ["children.en"] },
  { asked: "xe cho bé 4 tuổi, trẻ em", answeredBy: ["children.vi"] },
  { asked: "do you have pedals and chains in stock", answeredBy: ["parts.en"] },
  { asked: "lốp xe có sẵn không", answeredBy: ["parts.vi"] },
  { asked: "insurance if my bike is stolen, theft", answeredBy: ["insurance.en"] },
  { asked: "bao hiem mat trom gia sao", answeredBy: ["insurance.vi"] },
  { asked: "where is your shop, is there parking", answeredBy: ["address.en"] },
  { asked: "cửa hàng ở địa chỉ nào", answeredBy: ["address.vi"] },
  { asked: "are you hiring mechanics?", answeredBy: ["jobs.en"] },
  { asked: "tuyển thợ sửa xe", answeredBy: ["jobs.vi"] },
  { asked: "helmet mũ bảo hiểm", answeredBy: both("children") },
  // In other words than the passages: words alone find few of these.
  { asked: "my bike got stolen, am I covered?", answeredBy: ["insurance.en"] },
  { asked: "kids helmets", answeredBy: ["children.en"] },
  { asked: "can you send it to my house", answeredBy: ["delivery.en"] },
  { asked: "I want my money back", answeredBy: ["returns.en"] },
  { asked: "xe hỏng bánh, sửa được không", answeredBy: ["repair.vi"] },
  { asked: "trả tiền bằng ngân hàng được không", answeredBy: ["payment.vi"] },
  { asked: "tìm việc làm", answeredBy: ["jobs.vi"] },
  { asked: "xe cao bao nhiêu là hợp với tôi", answeredBy: ["size.vi"] },
  { asked: "Do you sell surfboards?", answeredBy: [] },
  { asked: "what is the weather in Paris tomorrow", answeredBy: [] },
  { asked: "có bán điện thoại iPhone không", answeredBy: [] },
  { asked: "ai là tổng thống nước Mỹ", answeredBy: [] },
];
